//! The card of kept figures.

use crate::{
    data::{UnpinData, group_name, plain_value},
    i18n::{
        counted, date, number, t,
        texts::{cards as c, data as d},
        tf, use_lang,
    },
    ui::Icon,
};
use domain::{
    dashboard::{FigureAnswer, FigureLine},
    preferences::Lang,
};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// Kept figures, each with its date, its change and the way to its dataset.
pub(super) fn figures(lines: Vec<FigureLine>) -> AnyView {
    view! { <ul class="kept-figures">{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
}

fn line(line: FigureLine) -> AnyView {
    let lang = use_lang();
    let remove = tf(c::FIGURE_UNPIN, &[("what", &line.label)]);
    let place = line.place.map(|place| format!(" {}", tf(c::FIGURE_PLACE, &[("place", &place)])));
    let before = line.before.as_ref().map(|before| tf(c::FIGURE_BEFORE, &[("value", &words(lang, before))]));
    view! {
        <li>
            <div>
                <h3><a href=line.address>{line.label.clone()}{place}</a></h3>
                {answer(lang, &line.answer)}
                <p class="muted">{tf(c::FIGURE_OF, &[("date", &date(lang, line.day))])} {before.map(|before| format!(" · {before}"))}</p>
            </div>
            <form method="post" action=UnpinData::url()>
                <input type="hidden" name="id" value=line.id.to_string()/>
                <button class="icon-button" data-kind="quiet" aria-label=remove.clone() title=remove><Icon name="pin-off"/></button>
            </form>
        </li>
    }
    .into_any()
}

fn value(lang: Lang, plain: &str, unit: &str) -> String {
    let value = plain_value(lang, plain);
    if unit.is_empty() { value } else { format!("{value}\u{a0}{unit}") }
}

fn answer(lang: Lang, answer: &FigureAnswer) -> AnyView {
    match answer {
        FigureAnswer::Value(plain, unit) => {
            view! { <p class="figure"><strong>{value(lang, plain, unit)}</strong></p> }.into_any()
        }
        FigureAnswer::Groups(groups, unit, all) => {
            let more = all - i64::try_from(groups.len()).unwrap_or(0);
            view! {
                <dl class="facts">{groups.iter().map(|(group, plain)| {
                    let group = if group.is_empty() { t(d::UNKNOWN).to_owned() } else { group_name(lang, group) };
                    view! { <div><dt>{group}</dt><dd>{value(lang, plain, unit)}</dd></div> }
                }).collect_view()}</dl>
                {(more > 0).then(|| view! { <p class="muted">{tf(c::FIGURE_MORE, &[("n", &number(lang, more))])}</p> })}
            }
            .into_any()
        }
        FigureAnswer::Rows(_) => view! { <p class="figure"><strong>{words(lang, answer)}</strong></p> }.into_any(),
        FigureAnswer::Gone => view! { <p>{t(c::FIGURE_GONE)}</p> }.into_any(),
    }
}

/// An answer in one line.
pub(super) fn words(lang: Lang, answer: &FigureAnswer) -> String {
    match answer {
        FigureAnswer::Value(plain, unit) => value(lang, plain, unit),
        FigureAnswer::Groups(groups, unit, _) => groups
            .iter()
            .map(|(group, plain)| format!("{} {}", group_name(lang, group), value(lang, plain, unit)))
            .collect::<Vec<_>>()
            .join(", "),
        FigureAnswer::Rows(count) => counted(lang, *count, d::ROWS_ONE, d::ROWS),
        FigureAnswer::Gone => t(c::FIGURE_GONE).to_owned(),
    }
}
