use super::{convert, from_json, from_xml};
use domain::services::Sheet;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What is wrong with a file. Nothing of the folder is used then.
#[derive(Debug, thiserror::Error)]
pub enum VddError {
    /// The folder or a file cannot be read.
    #[error("{path}: {source}")]
    File {
        /// Its name.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The folder holds no sheet.
    #[error("{0}: no .json or .xml file of a sheet")]
    Empty(String),
    /// A file is broken, or its sheet breaks a rule.
    #[error("{path}: {why}")]
    Sheet {
        /// Its name.
        path: String,
        /// The rule.
        why: String,
    },
}

/// One file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// A sheet.
    Sheet(Box<Sheet>),
    /// A kind of publication that is not imported (guided searches).
    Other,
}

/// The files of a folder that may be sheets, in order of their names: `F1341.json`, `F1341.xml`. Lists (`index.json`, `menu.xml`..) are left out.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, VddError> {
    let shown = folder.display().to_string();
    let entries = fs::read_dir(folder).map_err(|source| VddError::File { path: shown.clone(), source })?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|source| VddError::File { path: shown.clone(), source })?.path();
        let end = path.extension().and_then(|end| end.to_str());
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let named = stem.split_at_checked(1).is_some_and(|(letter, digits)| {
            matches!(letter, "F" | "N" | "R") && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
        if named && matches!(end, Some("json" | "xml")) {
            found.push(path);
        }
    }
    found.sort();
    if found.is_empty() { Err(VddError::Empty(shown)) } else { Ok(found) }
}

/// Reads one file, JSON or XML by its ending.
pub fn read(path: &Path) -> Result<Read, VddError> {
    let shown = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = fs::read(path).map_err(|source| VddError::File { path: shown.clone(), source })?;
    let tree = if path.extension().is_some_and(|end| end == "xml") { from_xml(&bytes) } else { from_json(&bytes) };
    let wrong = |why: String| VddError::Sheet { path: shown.clone(), why };
    match convert(&tree.map_err(wrong)?).map_err(|why| wrong(why.to_owned()))? {
        Some(sheet) => Ok(Read::Sheet(Box::new(sheet))),
        None => Ok(Read::Other),
    }
}
