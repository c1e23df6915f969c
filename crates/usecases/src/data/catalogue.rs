//! The catalogue as machines read it.

use super::{Wanted, list::asked};
use crate::{Action, Error, OpContext};
use domain::data::Dataset;
use std::collections::BTreeMap;
use store::datasets::{self, Order};

/// Datasets in an order, with how many there are in all.
pub async fn ordered(
    ctx: &OpContext,
    wanted: &Wanted,
    order: Order,
    most: i64,
    skip: i64,
) -> Result<(i64, Vec<Dataset>), Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let Some(asked) = asked(wanted) else { return Ok((0, Vec::new())) };
    let mut tx = ctx.read().await?;
    Ok(datasets::ordered(&mut tx, &asked, order, most, skip).await?)
}

/// Who publishes: id, name, number of datasets; in the order of the ids.
pub async fn producers(ctx: &OpContext) -> Result<Vec<(String, String, i64)>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    Ok(datasets::producers(&mut tx).await?)
}

/// Datasets whose rows have a place on the map, by address, with how many there are in all.
pub async fn placed(ctx: &OpContext, most: i64, skip: i64) -> Result<(i64, Vec<Dataset>), Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    Ok(datasets::placed(&mut tx, most, skip).await?)
}

/// The keywords that producers gave, with how many datasets have them.
pub async fn keywords(ctx: &OpContext) -> Result<BTreeMap<String, i64>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    Ok(datasets::keywords(&mut tx).await?)
}
