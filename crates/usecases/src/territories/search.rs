use crate::{Action, Error, OpContext};
use domain::{
    territory::{Level, TerritoryHit, loose_readings, readings},
    text::{TextRule, fold},
};
use store::{Tx, territories};

/// What people may type: longer than the longest name of a commune.
const TYPED: TextRule = TextRule::line(80);
const MOST: usize = 10;
/// How many are looked at when a second word tells which one is meant.
const MANY: usize = 60;

/// The territories that a text leads to: by name, former name or postcode, the likeliest first; with `communes` only communes.
/// Text that cannot be a name leads to none.
pub async fn search(ctx: &OpContext, typed: &str, communes: bool) -> Result<Vec<TerritoryHit>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    search_in(&mut tx, typed, communes.then_some(Level::Commune)).await
}

/// The same inside a transaction, at one level or at all.
pub(crate) async fn search_in(tx: &mut Tx, typed: &str, level: Option<Level>) -> Result<Vec<TerritoryHit>, Error> {
    let Ok(typed) = TYPED.check(typed) else { return Ok(Vec::new()) };
    for texts in [readings(&typed), loose_readings(&typed)] {
        let found = territories::search(tx, &texts, level, MOST).await?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    told_apart(tx, &typed, level).await
}

/// A name beside a postcode or the code of a département: `33700 Mérignac`, `Saint-Denis (93)`.
async fn told_apart(tx: &mut Tx, typed: &str, level: Option<Level>) -> Result<Vec<TerritoryHit>, Error> {
    let folded = fold(typed);
    let is_code = |word: &&str| word.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) && word.len() <= 5;
    let (codes, words): (Vec<&str>, Vec<&str>) = folded.split(' ').partition(is_code);
    let ([code], false) = (codes.as_slice(), words.is_empty()) else { return Ok(Vec::new()) };
    let name = words.join(" ");
    let mut found = if code.len() == 5 {
        let of_code = territories::search(tx, &readings(code), level, MANY).await?;
        let begins = |hit: &TerritoryHit| readings(&name).iter().any(|reading| fold(&hit.name).contains(reading));
        of_code.into_iter().filter(begins).collect()
    } else {
        let of_name = territories::search(tx, &readings(&name), level, MANY).await?;
        of_name.into_iter().filter(|hit| hit.id.code().to_lowercase().starts_with(code)).collect::<Vec<_>>()
    };
    found.truncate(MOST);
    Ok(found)
}
