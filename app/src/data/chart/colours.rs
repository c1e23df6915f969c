//! The tokens of `style/tokens/color.css` for the hue 215, in hexadecimal: many readers of SVG know no `oklch` and no variables.

/// The colours of a file.
#[derive(Debug)]
pub(super) struct Colours {
    pub(super) surface: &'static str,
    pub(super) ink: &'static str,
    pub(super) soft: &'static str,
    pub(super) line: &'static str,
    pub(super) edge: &'static str,
    pub(super) series: [&'static str; 6],
    pub(super) wash: [&'static str; 6],
}

pub(super) const LIGHT: Colours = Colours {
    surface: "#fefdfa",
    ink: "#00272f",
    soft: "#2b464d",
    line: "#dbd5c7",
    edge: "#557179",
    series: ["#00505f", "#b26e30", "#2d6945", "#882838", "#826fa5", "#686357"],
    wash: ["#b9cacd", "#ead4c2", "#c2d2c4", "#e1c0c0", "#dad4e3", "#d2d0ca"],
};
pub(super) const DARK: Colours = Colours {
    surface: "#122529",
    ink: "#f2eee6",
    soft: "#c6d6da",
    line: "#2d444a",
    edge: "#849da4",
    series: ["#9ae1f3", "#d79e59", "#88d1a2", "#dc747e", "#b6a1df", "#d3cdbf"],
    wash: ["#34545c", "#464539", "#2f5049", "#493c40", "#3c4557", "#434f50"],
};
pub(super) const SOFT: Colours = Colours {
    surface: "#f5ede1",
    ink: "#24363b",
    soft: "#2b3e43",
    line: "#d5cbba",
    edge: "#596d72",
    series: ["#17424c", "#b26e30", "#2d6945", "#882838", "#826fa5", "#686357"],
    wash: ["#b4bab5", "#e3c9b0", "#bcc7b3", "#dab5ae", "#d3c9d1", "#cbc5b8"],
};
pub(super) const CONTRAST: Colours = Colours {
    surface: "#ffffff",
    ink: "#000000",
    soft: "#0b181c",
    line: "#000000",
    edge: "#000000",
    series: ["#003540", "#b26e30", "#2d6945", "#882838", "#826fa5", "#686357"],
    wash: ["#b4c2c6", "#ebd6c5", "#c3d3c8", "#e2c2c3", "#dad5e6", "#d2d1cd"],
};
