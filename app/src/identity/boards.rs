//! Choosing, after signing in, between the account's board and the one that was arranged in this browser.

use super::api::ChooseBoard;
use crate::{
    dashboard::card_name,
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, counted, t, texts::accounts as a, use_lang},
    request::flash,
    root::{PageHead, routes},
    ui::Icon,
};
use domain::board::{Board, SignInChoice};
use leptos::{prelude::*, server_fn::ServerFn as _};

fn lang() -> domain::preferences::Lang {
    crate::request::lang()
}

/// Does what was chosen. A board that no longer waits was decided about in another tab: nothing is left to do.
pub(super) async fn choose(id: &str, choice: &str) -> Result<String, WireError> {
    let ctx = crate::request::op_context()?;
    let (Ok(id), Some(choice)) = (id.parse(), SignInChoice::from_word(choice)) else {
        return Err(WireError::code("bad_request"));
    };
    if let Err(refusal) = usecases::accounts::choose_board(&ctx, id, choice).await? {
        flash(&crate::dashboard::announce::refusal(lang(), &refusal));
        return Ok(routes::CHOOSE_BOARD.to_owned());
    }
    let said = match choice {
        SignInChoice::Keep => a::BOARD_KEPT,
        SignInChoice::Take => a::BOARD_TAKEN,
        SignInChoice::Both => a::BOARDS_JOINED,
    };
    flash(said.of(lang()));
    Ok(crate::request::after_signing_in(&ctx).await)
}

/// Both boards in words, and three buttons.
pub(crate) async fn page() -> Result<Fragment, WireError> {
    let ctx = crate::request::open_context()?;
    if !ctx.actor.is_signed_in() {
        return Ok(super::views::sign_in_page());
    }
    let boards = usecases::accounts::waiting_boards(&ctx).await?;
    Ok(render(a::TWO_BOARDS.of(lang()), || {
        let Some(boards) = boards else {
            return view! {
                <PageHead title=t(a::TWO_BOARDS) lede=t(a::NO_BOARD_WAITS)/>
                <p><a class="button" data-kind="primary" href=routes::DASHBOARD>{t(crate::i18n::texts::frame::DASHBOARD)}</a></p>
            }
            .into_any();
        };
        view! {
            <PageHead title=t(a::TWO_BOARDS) lede=t(a::TWO_BOARDS_LEDE)/>
            <div class="two-boards">
                {in_words(&boards.account, "board-account", a::BOARD_OF_ACCOUNT)}
                {in_words(&boards.browser, "board-browser", a::BOARD_OF_BROWSER)}
            </div>
            <form class="stack" method="post" action=ChooseBoard::url() aria-label=t(a::TWO_BOARDS)>
                <input type="hidden" name="id" value=boards.id.to_string()/>
                <div class="button-row">
                    {choice(SignInChoice::Both, "primary", "layers", a::KEEP_BOTH)}
                    {choice(SignInChoice::Keep, "secondary", "user", a::KEEP_ACCOUNT)}
                    {choice(SignInChoice::Take, "secondary", "laptop", a::TAKE_BROWSER)}
                </div>
                <p class="muted">{t(a::CHOICE_UNDO)}</p>
            </form>
        }
        .into_any()
    }))
}

fn choice(choice: SignInChoice, kind: &'static str, icon: &'static str, words: Text) -> AnyView {
    view! { <button class="button" data-kind=kind name="choice" value=choice.word()><Icon name=icon/>{t(words)}</button> }
        .into_any()
}

/// A board as its pages and the cards on each.
fn in_words(board: &Board, id: &'static str, title: Text) -> AnyView {
    let lang = use_lang();
    let count = i64::try_from(board.cards().count()).unwrap_or(i64::MAX);
    let pages = board.pages.iter().map(|page| {
        let cards = page.visible().map(|card| view! { <li>{card_name(lang, card.kind)}</li> });
        view! { <h3>{page.name.to_string()}</h3><ol class="proposal">{cards.collect_view()}</ol> }
    });
    view! {
        <section class="panel stack" aria-labelledby=id>
            <h2 id=id>{t(title)}</h2>
            <p class="muted">{counted(lang, count, a::CARDS_ONE, a::CARDS)}</p>
            {pages.collect_view()}
        </section>
    }
    .into_any()
}
