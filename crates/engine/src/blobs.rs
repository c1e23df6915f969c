//! Files by the hash of their content: the same content is kept once, and a file never changes.

use crate::Error;
use sha2::{Digest as _, Sha256};
use std::{
    fs::{self, File},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

/// A folder of files named by the SHA-256 of their content.
#[derive(Debug, Clone)]
pub struct Blobs {
    folder: PathBuf,
}

impl Blobs {
    /// Opens the folder; it is made when missing.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Where the file of that hash stands, whether or not it does. What is no hash gets a name that no file has.
    pub fn path(&self, hash: &str) -> PathBuf {
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let (head, rest) = hash.split_at_checked(2).filter(|_| is_hash).unwrap_or(("none", "none"));
        self.folder.join(head).join(rest)
    }

    /// Where a file waits that is not published yet. `name` is an id of ours.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn waiting(&self, name: &str) -> Result<PathBuf, Error> {
        let folder = self.folder.join(".waiting");
        fs::create_dir_all(&folder)?;
        let safe = |c: char| c.is_ascii_alphanumeric() || c == '-';
        Ok(folder.join(name.chars().filter(|c| safe(*c)).collect::<String>()))
    }

    /// A new file beside the others, to be written and then kept.
    ///
    /// # Errors
    /// The disk is full, or the folder is not ours to write.
    pub fn scratch(&self) -> Result<tempfile::NamedTempFile, Error> {
        Ok(tempfile::Builder::new().prefix(".new-").tempfile_in(&self.folder)?)
    }

    /// Keeps a written file under the hash of its content, durably: it is synced, then renamed, then its folder is synced.
    ///
    /// # Errors
    /// The disk is full or broken; then nothing is kept.
    pub fn keep(&self, file: tempfile::NamedTempFile) -> Result<String, Error> {
        file.as_file().sync_all()?;
        let hash = hash_of(file.path())?;
        let path = self.path(&hash);
        if path.exists() {
            return Ok(hash);
        }
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        file.persist(&path).map_err(|error| error.error)?;
        File::open(folder)?.sync_all()?;
        File::open(&self.folder)?.sync_all()?;
        Ok(hash)
    }

    /// Copies a file in and keeps it.
    ///
    /// # Errors
    /// The file cannot be read, or see [`Blobs::keep`].
    pub fn keep_copy(&self, from: &Path) -> Result<String, Error> {
        let mut scratch = self.scratch()?;
        io::copy(&mut File::open(from)?, &mut scratch)?;
        scratch.flush()?;
        self.keep(scratch)
    }

    /// Removes one file. It is no fault when it is not there.
    ///
    /// # Errors
    /// The folder is not ours to write.
    pub fn forget(&self, hash: &str) -> Result<(), Error> {
        match fs::remove_file(self.path(hash)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Removes the files of which `wanted` says no, and scratch files that a stopped process left.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn sweep(&self, wanted: impl Fn(&str) -> bool) -> Result<usize, Error> {
        let mut gone = 0;
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let head = entry.file_name().to_string_lossy().into_owned();
            if head.starts_with(".new-") {
                fs::remove_file(entry.path())?;
                gone += 1;
            } else if entry.file_type()?.is_dir() && !head.starts_with('.') {
                for file in fs::read_dir(entry.path())? {
                    let file = file?;
                    if !wanted(&format!("{head}{}", file.file_name().to_string_lossy())) {
                        fs::remove_file(file.path())?;
                        gone += 1;
                    }
                }
            }
        }
        Ok(gone)
    }
}

/// The SHA-256 of a file, in hexadecimal.
fn hash_of(path: &Path) -> Result<String, Error> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut block = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut block)?;
        if read == 0 {
            break;
        }
        hash.update(block.get(..read).unwrap_or_default());
    }
    Ok(format!("{:x}", hash.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_is_kept_once_and_found_by_its_hash() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        let keep = |text: &[u8]| {
            let mut file = blobs.scratch().unwrap();
            file.write_all(text).unwrap();
            blobs.keep(file).unwrap()
        };
        let one = keep(b"abc");
        assert_eq!(one, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(keep(b"abc"), one);
        assert_eq!(fs::read(blobs.path(&one)).unwrap(), b"abc");
        let other = keep(b"def");
        drop(blobs.scratch().unwrap().keep().unwrap());
        assert_eq!(blobs.sweep(|hash| hash == one).unwrap(), 2);
        assert!(blobs.path(&one).exists() && !blobs.path(&other).exists());
    }

    #[test]
    fn what_is_no_hash_leads_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        for name in ["", "../../etc/passwd", "é", &"A".repeat(64)] {
            assert!(blobs.path(name).ends_with("none/none"), "{name}");
        }
    }
}
