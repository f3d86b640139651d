// ui/icons.h -- the signs of the window, by meaning. Code points of Font Awesome 4.7.
#pragma once

#include <array>
#include <cstdint>

namespace ui {

enum class Icon : std::uint16_t {
    None = 0,
    Search = 0xf002,
    Check = 0xf00c,
    Cross = 0xf00d,
    Clock = 0xf017,
    Lock = 0xf023,
    Book = 0xf02d,
    List = 0xf03a,
    Pencil = 0xf040,
    First = 0xf049,
    Back = 0xf04a,
    Play = 0xf04b,
    Pause = 0xf04c,
    Forward = 0xf04e,
    Last = 0xf050,
    StepBack = 0xf053,     // chevron-left
    StepForward = 0xf054,  // chevron-right
    Question = 0xf059,
    Info = 0xf05a,
    Blocked = 0xf05e,
    ArrowLeft = 0xf060,
    ArrowRight = 0xf061,
    Eye = 0xf06e,
    Warning = 0xf071,
    Folded = 0xf105,    // angle-right
    Unfolded = 0xf107,  // angle-down
    Key = 0xf084,
    User = 0xf007,
    Return = 0xf112,
    Code = 0xf121,
    Fork = 0xf126,
    Shield = 0xf132,
    Terminal = 0xf120,
    Bolt = 0xf0e7,
    Bulb = 0xf0eb,
    Swap = 0xf0ec,
    Table = 0xf0ce,
    Sitemap = 0xf0e8,
    Inbox = 0xf01c,
    Upload = 0xf093,
    Text = 0xf0f6,
    Moon = 0xf186,
    Sun = 0xf185,
    Contrast = 0xf042,
    Cog = 0xf013,
    History = 0xf1da,
    Film = 0xf03d,
    Dot = 0xf111,
    Ring = 0xf10c,
    Target = 0xf140,
    Bookmark = 0xf02e,
    Refresh = 0xf021,
    Keyboard = 0xf11c,
    Screen = 0xf108,
    Layers = 0xf24d,  // clone
    Plane = 0xf1d8,
    Sliders = 0xf1de,
    CheckCircle = 0xf058,
    CrossCircle = 0xf057,
    Graduation = 0xf19d,
    Tag = 0xf02b,
    Trophy = 0xf091,
    Expand = 0xf065,
    Compress = 0xf066,
    Minus = 0xf068,
    Plus = 0xf067,
    Copy = 0xf0c5,  // files-o
};

// Every icon above but None: the glyphs to bake.
inline constexpr std::array kAllIcons = {
    Icon::Search,      Icon::Check,    Icon::Cross,       Icon::Clock,       Icon::Lock,
    Icon::Book,        Icon::List,     Icon::Pencil,      Icon::First,       Icon::Back,
    Icon::Play,        Icon::Pause,    Icon::Forward,     Icon::Last,        Icon::StepBack,
    Icon::StepForward, Icon::Question, Icon::Info,        Icon::Blocked,     Icon::ArrowLeft,
    Icon::ArrowRight,  Icon::Eye,      Icon::Warning,     Icon::Folded,      Icon::Unfolded,
    Icon::Key,         Icon::User,     Icon::Return,      Icon::Code,        Icon::Fork,
    Icon::Shield,      Icon::Terminal, Icon::Bolt,        Icon::Bulb,        Icon::Swap,
    Icon::Table,       Icon::Sitemap,  Icon::Inbox,       Icon::Upload,      Icon::Text,
    Icon::Moon,        Icon::Sun,      Icon::Dot,         Icon::Ring,        Icon::Target,
    Icon::Bookmark,    Icon::Refresh,  Icon::Keyboard,    Icon::Screen,      Icon::Layers,
    Icon::Plane,       Icon::Sliders,  Icon::CheckCircle, Icon::CrossCircle, Icon::Graduation,
    Icon::Tag,         Icon::Trophy,   Icon::Expand,      Icon::Compress,    Icon::Minus,
    Icon::Contrast,    Icon::Cog,      Icon::History,     Icon::Film,        Icon::Plus,
    Icon::Copy,
};

// The icon's character as UTF-8 (three bytes, then 0).
constexpr std::array<char, 4> utf8_of(Icon icon) {
    const auto code = static_cast<unsigned>(icon);
    return {static_cast<char>(0xe0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3f)),
            static_cast<char>(0x80 | (code & 0x3f)), 0};
}

}  // namespace ui
