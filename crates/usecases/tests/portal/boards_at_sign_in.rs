//! Signing in where a board was arranged without an account: nobody's board is lost or overwritten unasked.

use crate::{
    accounts::{SECRET, bearer, browser, open},
    house::{House, houses},
};
use domain::board::{Board, SignInChoice};
use usecases::{Error, OpContext, accounts, board};
use uuid::Uuid;

async fn does(ctx: &OpContext, line: &str) {
    board::act(ctx, &line.parse().unwrap(), None, None).await.unwrap().outcome.unwrap();
}

async fn board_of(ctx: &OpContext) -> Board {
    board::show(ctx, None, None).await.unwrap().board
}

/// Camille arranged a board on another device, signed out here, and arranged another one in this browser.
async fn two_boards(house: &House) -> (OpContext, Board, Board) {
    let (camille, _) = open(house, "Camille", "").await;
    does(&camille, "add-page house Papiers").await;
    let own = board_of(&camille).await;
    let visitor = house.visitor().await;
    does(&visitor, "add-page house Famille").await;
    let theirs = board_of(&visitor).await;
    let entered = accounts::sign_in(&visitor, "Camille", SECRET, browser(None)).await.unwrap();
    assert!(entered.board_waits);
    (bearer(house, &entered.token).await, own, theirs)
}

fn pages(board: &Board) -> Vec<String> {
    board.pages.iter().map(|page| page.name.to_string()).collect()
}

#[tokio::test]
async fn both_boards_are_there_until_the_person_chooses() {
    for house in houses().await {
        let (camille, own, theirs) = two_boards(&house).await;
        assert_eq!(board_of(&camille).await, own, "the account's board is as it was");
        let view = accounts::waiting_boards(&camille).await.unwrap().unwrap();
        assert_eq!((pages(&view.account), pages(&view.browser)), (pages(&own), pages(&theirs)));
        let stranger = accounts::choose_board(&camille, Uuid::nil(), SignInChoice::Take).await;
        assert!(matches!(stranger, Err(Error::Conflict("changed_meanwhile"))));
    }
}

#[tokio::test]
async fn each_choice_does_what_it_says_and_undo_brings_the_former_board_back() {
    for choice in SignInChoice::ALL {
        for house in houses().await {
            let (camille, own, theirs) = two_boards(&house).await;
            let view = accounts::waiting_boards(&camille).await.unwrap().unwrap();
            accounts::choose_board(&camille, view.id, *choice).await.unwrap().unwrap();
            let chosen = pages(&board_of(&camille).await);
            does(&camille, "undo").await;
            let undone = pages(&board_of(&camille).await);
            let (own, theirs) = (pages(&own), pages(&theirs));
            match choice {
                SignInChoice::Keep => assert_eq!((chosen, undone), (own, theirs)),
                SignInChoice::Take => assert_eq!((chosen, undone), (theirs, own)),
                SignInChoice::Both => {
                    assert!(chosen.starts_with(&own) && chosen.contains(&"Famille".to_owned()), "{chosen:?}");
                    assert_eq!(undone, own);
                }
            }
            assert_eq!(accounts::waiting_boards(&camille).await.unwrap(), None);
        }
    }
}

#[tokio::test]
async fn nobody_is_asked_when_only_one_of_the_two_was_arranged() {
    for house in houses().await {
        let (camille, _) = open(&house, "Camille", "").await;
        let visitor = house.visitor().await;
        does(&visitor, "add-page house Famille").await;
        let theirs = board_of(&visitor).await;
        let entered = accounts::sign_in(&visitor, "Camille", SECRET, browser(None)).await.unwrap();
        assert!(!entered.board_waits);
        assert_eq!(pages(&board_of(&camille).await), pages(&theirs), "the arranged one is carried over");
        let again = accounts::sign_in(&house.visitor().await, "Camille", SECRET, browser(None)).await.unwrap();
        assert!(!again.board_waits);
        assert_eq!(pages(&board_of(&camille).await), pages(&theirs), "a proposal overwrites nothing");
    }
}
