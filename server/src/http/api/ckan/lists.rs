//! The actions that list and show: datasets, organisations, groups, tags, resources.

use super::{
    super::{catalogue, reply::Refused},
    Call, package, search,
};
use domain::data::Theme;
use serde_json::{Value, json};
use usecases::data::{self, Order, Wanted};

/// The most names of a list: more than any catalogue has.
const MOST_NAMES: i64 = 200_000;

impl Call<'_> {
    pub(super) async fn package_list(&self) -> Result<Value, Refused> {
        let (skip, most) = (self.whole("offset", 0)?, self.whole("limit", MOST_NAMES)?);
        let all = data::slugs(&self.ask.ctx, "", MOST_NAMES).await?;
        let count = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
        Ok(all.into_iter().skip(count(skip)).take(count(most)).map(|(slug, _)| slug).collect())
    }

    pub(super) async fn current(&self) -> Result<Value, Refused> {
        let (most, skip) = (self.whole("limit", 100)?.min(search::MOST), self.whole("offset", 0)?);
        let (_, found) = data::ordered(&self.ask.ctx, &Wanted::default(), Order::Latest, most, skip).await?;
        Ok(found.iter().map(|dataset| package::package(self.ask.base(), dataset)).collect())
    }

    pub(super) async fn organizations(&self) -> Result<Value, Refused> {
        let (skip, most) = (self.whole("offset", 0)?, self.whole("limit", MOST_NAMES)?);
        let all = data::producers(&self.ask.ctx).await?;
        let count = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
        let some = all.into_iter().skip(count(skip)).take(count(most));
        let whole = self.yes("all_fields");
        Ok(some
            .map(|(id, name, count)| {
                if whole {
                    package::organization(&id, &name, Some(count))
                } else {
                    json!(catalogue::producer_name(&id))
                }
            })
            .collect())
    }

    /// The datasets of somebody or of a theme, where they are asked for.
    async fn with_packages(&self, mut told: Value, wanted: &Wanted) -> Result<Value, Refused> {
        if self.yes("include_datasets") {
            let (_, found) = data::ordered(&self.ask.ctx, wanted, Order::Latest, 1_000, 0).await?;
            told["packages"] = found.iter().map(|dataset| package::package(self.ask.base(), dataset)).collect();
        }
        Ok(told)
    }

    pub(super) async fn organization(&self) -> Result<Value, Refused> {
        let wanted = catalogue::producer(self.ask, self.needed("id")?).await?;
        let all = data::producers(&self.ask.ctx).await?;
        let (id, name, count) = all.into_iter().find(|(id, ..)| *id == wanted.to_string()).ok_or(Refused::NotFound)?;
        let told = package::organization(&id, &name, Some(count));
        self.with_packages(told, &Wanted { producer: Some(wanted), ..Wanted::default() }).await
    }

    async fn counts(&self) -> Result<Vec<(Theme, i64)>, Refused> {
        let facets = data::facets(&self.ask.ctx, &Wanted::default()).await?;
        let count =
            |theme: Theme| facets.themes.iter().find(|(word, _)| word == theme.word()).map_or(0, |(_, count)| *count);
        Ok(Theme::ALL.iter().map(|theme| (*theme, count(*theme))).collect())
    }

    pub(super) async fn groups(&self) -> Result<Value, Refused> {
        let whole = self.yes("all_fields");
        let told =
            |(theme, count): (Theme, i64)| if whole { package::group(theme, Some(count)) } else { json!(theme.word()) };
        Ok(self.counts().await?.into_iter().map(told).collect())
    }

    pub(super) async fn group(&self) -> Result<Value, Refused> {
        let wanted = catalogue::theme(self.needed("id")?).ok_or(Refused::NotFound)?;
        let counts = self.counts().await?;
        let count = counts.into_iter().find(|(theme, _)| *theme == wanted).map(|(_, count)| count);
        let told = package::group(wanted, count);
        self.with_packages(told, &Wanted { theme: Some(wanted), ..Wanted::default() }).await
    }

    pub(super) async fn tags(&self) -> Result<Value, Refused> {
        let words = domain::text::fold(self.get("query").unwrap_or_default());
        let whole = self.yes("all_fields");
        let all = data::keywords(&self.ask.ctx).await?.into_keys();
        let some = all.filter(|tag| domain::text::fold(tag).contains(&words));
        Ok(some.map(|tag| if whole { package::tag(&tag) } else { json!(tag) }).collect())
    }

    pub(super) async fn resource(&self) -> Result<Value, Refused> {
        let id = self.needed("id")?;
        let dataset = self.ask.dataset(id).await?;
        let resources = package::resources(self.ask.base(), &dataset);
        let csv = resources.first().cloned();
        let named = resources.into_iter().find(|resource| resource["id"] == id);
        // By its address, a dataset is its table.
        named.or(csv.filter(|_| id == dataset.slug)).ok_or(Refused::NotFound)
    }
}
