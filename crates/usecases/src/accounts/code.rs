//! Codes that people read, type, print: 80 random bits.

use crate::OpContext;
use sha2::{Digest as _, Sha256};

/// No letter or digit that can be taken for another when printed or read aloud.
const ALPHABET: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// What is stored of a code: 80 random bits need no slow hash.
pub(crate) fn hash(code: &str) -> Vec<u8> {
    let plain: String = code.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    Sha256::digest(plain.as_bytes()).to_vec()
}

/// A new code: four groups of four letters and digits.
pub(crate) fn fresh(ctx: &OpContext) -> String {
    let mut letters = String::new();
    while letters.len() < 16 {
        let mut bytes = [0; 32];
        ctx.shared.random.fill(&mut bytes);
        // 31 letters: the 32nd value is passed over, so that each letter is as likely.
        letters.extend(bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte & 31)).copied().map(char::from)));
    }
    let groups: Vec<String> =
        letters.chars().take(16).collect::<Vec<char>>().chunks(4).map(String::from_iter).collect();
    groups.join("-")
}
