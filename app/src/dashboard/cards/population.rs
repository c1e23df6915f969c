use super::content::inhabitants;
use crate::i18n::{number, t, texts::cards as c, use_lang};
use domain::dashboard::PopulationLine;
use leptos::prelude::*;

/// Length of the longest bar, in units of the drawing.
const LONGEST: i64 = 240;
const ROW: i64 = 44;

/// The inhabitants of the commune and of what surrounds it: bars on a logarithmic scale (a région has a thousand times a
/// commune's inhabitants), and the same figures as a table.
#[component]
pub(super) fn Population(lines: Vec<PopulationLine>) -> impl IntoView {
    let lang = use_lang();
    let summary = lines.first().map(|line| format!("{} : {}", line.place.name, inhabitants(line.population)));
    view! {
        {summary.map(|summary| view! { <p>{summary}</p> })}
        <figure class="chart">
        {bars(&lines)}
        <details class="fold">
            <summary>{t(c::TABLE)}</summary>
            <table>
                <thead><tr><th scope="col">{t(c::TERRITORY)}</th><th scope="col" class="number">{t(c::INHABITANTS_COLUMN)}</th></tr></thead>
                <tbody>
                    {lines
                        .into_iter()
                        .map(|line| view! { <tr><th scope="row">{line.place.name}</th><td class="number">{number(lang, line.population)}</td></tr> })
                        .collect_view()}
                </tbody>
            </table>
        </details>
        </figure>
        <p class="muted">{t(c::SOURCE_INSEE)}</p>
    }
    .into_any()
}

/// The bars, each below the name of its territory.
pub(super) fn bars(lines: &[PopulationLine]) -> AnyView {
    let rows = i64::try_from(lines.len()).unwrap_or(0);
    let bars = lines
        .iter()
        .zip(0_i64..)
        .map(|(line, row)| {
            let top = row * ROW;
            view! {
                <g>
                    <text class="chart-label" x="0" y=(top + 14).to_string()>{line.place.name.clone()}</text>
                    <rect class="chart-bar" data-main=(row == 0).then_some("yes") x="0" y=(top + 20).to_string() width=length(line.population).to_string() height="16" rx="4"></rect>
                </g>
            }
        })
        .collect_view();
    view! { <svg role="img" aria-label=t(c::CHART) viewBox=format!("0 0 {LONGEST} {}", rows * ROW)>{bars}</svg> }
        .into_any()
}

/// Length of a bar: proportional to the logarithm, 1 inhabitant to 100 million. Computed on bits, exactly the same on
/// both sides: a tenth of a power of two is finer than a pixel here.
fn length(population: i64) -> i64 {
    let value = u64::try_from(population.max(1)).unwrap_or(1);
    let whole = i64::from(value.ilog2());
    let tenth = i64::try_from((value * 10) >> value.ilog2()).unwrap_or(10) - 10;
    // 100 million is 26 powers of two and four tenths of the way to the next.
    ((whole * 10 + tenth) * LONGEST / 264).clamp(2, LONGEST)
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn more_people_never_have_a_shorter_bar() {
        let lengths: Vec<i64> =
            [0, 1, 40, 800, 12_000, 260_000, 1_600_000, 6_000_000, 12_400_000, 100_000_000].map(length).into();
        assert!(lengths.is_sorted(), "{lengths:?}");
        assert_eq!(lengths.last(), Some(&240));
    }
}
