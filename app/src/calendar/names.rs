use crate::i18n::{Text, texts::cards as c};
use domain::calendar::Zone;

/// Name of a zone of school holidays.
pub const fn zone_name(zone: Zone) -> Text {
    match zone {
        Zone::A => c::ZONE_A,
        Zone::B => c::ZONE_B,
        Zone::C => c::ZONE_C,
        Zone::Corsica => c::ZONE_CORSICA,
        Zone::Overseas => c::ZONE_OVERSEAS,
    }
}
