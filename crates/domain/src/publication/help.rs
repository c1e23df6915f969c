/// A national number for help. Source: service-public, "Quels sont les numéros d'urgence ?", and the bodies themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HelpNumber {
    /// The code of its sentence in the translations.
    pub code: &'static str,
    /// The number as people know it.
    pub number: &'static str,
    /// Whether it also answers, or only answers, to text messages.
    pub by_text: bool,
}

impl HelpNumber {
    /// The address that dials it, or writes to it.
    pub fn href(&self) -> String {
        let digits: String = self.number.chars().filter(char::is_ascii_digit).collect();
        if self.by_text { format!("sms:{digits}") } else { format!("tel:{digits}") }
    }
}

const fn call(code: &'static str, number: &'static str) -> HelpNumber {
    HelpNumber { code, number, by_text: false }
}

/// Emergency first (six of them), then helplines. All are free of charge from France.
pub const HELP_NUMBERS: &[HelpNumber] = &[
    call("emergency", "112"),
    call("medical", "15"),
    call("police", "17"),
    call("fire", "18"),
    HelpNumber { code: "deaf", number: "114", by_text: true },
    call("women", "3919"),
    call("homeless", "115"),
    call("children", "119"),
    call("suicide", "3114"),
    call("elders", "3977"),
    call("sea", "196"),
];
