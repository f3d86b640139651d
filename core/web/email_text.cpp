#include "web/email_text.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "base/text.h"
#include "lang/text_quote.h"

namespace web {
namespace {

constexpr std::size_t kMaxInput = 2048;
constexpr std::size_t kMaxEmail = 254;
constexpr std::size_t kMaxLabel = 63;
constexpr std::size_t kMaxDomain = 253;

bool is_alnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool is_beyond_ascii(char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; }
bool is_local(char c) {
    constexpr std::string_view kMarks = ".!#$%&'*+-/=?^_`{|}~";
    return is_alnum(c) || is_beyond_ascii(c) || kMarks.find(c) != std::string_view::npos;
}
bool is_domain(char c) { return is_alnum(c) || is_beyond_ascii(c) || c == '-' || c == '.'; }

std::string display(char c) {
    if (c == ' ') return "SPACE";
    if (c == '\\') return "\"\\\"";
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
        constexpr std::string_view kHex = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(c);
        return std::string("U+00") + kHex[byte >> 4U] + kHex[byte & 15U];
    }
    return lang::quote_text(std::string_view(&c, 1));
}

// "'(', SPACE", sorted; "" when every character is fine.
template <class Fine>
std::string bad_characters(std::string_view text, Fine fine) {
    std::set<std::string> bad;
    for (const char c : text)
        if (!fine(c)) bad.insert(display(c));
    std::string list;
    for (const std::string& one : bad) list += (list.empty() ? "" : ", ") + one;
    return list;
}

std::string dot_fault(std::string_view part, std::string_view at_start, std::string_view at_end,
                      bool is_host) {
    const auto starts = [&](std::string_view what) {
        return "An email address cannot " + std::string(at_start) + std::string(what) +
               (is_host ? " immediately after the @-sign." : ".");
    };
    const auto ends = [&](std::string_view what) {
        return "An email address cannot " + std::string(at_end) + std::string(what) +
               (is_host ? "." : " immediately before the @-sign.");
    };
    if (part.ends_with('.')) return ends("period");
    if (part.starts_with('.')) return starts("period");
    if (part.find("..") != std::string_view::npos)
        return "An email address cannot have two periods in a row.";
    if (!is_host) return "";
    if (part.ends_with('-')) return ends("hyphen");
    if (part.starts_with('-')) return starts("hyphen");
    if (part.find(".-") != std::string_view::npos || part.find("-.") != std::string_view::npos)
        return "An email address cannot have a period and a hyphen next to each other.";
    return "";
}

std::string local_fault(std::string_view local) {
    if (local.empty()) return "There must be something before the @-sign.";
    const std::string bad = bad_characters(local, is_local);
    if (!bad.empty())
        return "The email address contains invalid characters before the @-sign: " + bad + ".";
    return dot_fault(local, "start with a ", "have a ", false);
}

std::string too_many(std::size_t excess, std::string_view unit) {
    return "(" + std::to_string(excess) + " " + std::string(unit) + (excess == 1 ? "" : "s") +
           " too many)";
}

std::string label_fault(std::string_view domain) {
    for (const std::string_view label : base::split(domain, '.')) {
        if (label.size() > 3 && label.substr(2, 2) == "--" &&
            !base::equals_ignoring_case(label.substr(0, 2), "xn"))
            return "An email address cannot have two letters followed by two dashes immediately "
                   "after the @-sign or after a period, except Punycode.";
    }
    if (domain.size() > kMaxDomain)
        return "The email address is too long after the @-sign " +
               too_many(domain.size() - kMaxDomain, "character") + ".";
    for (const std::string_view label : base::split(domain, '.'))
        if (label.size() > kMaxLabel)
            return "After the @-sign, periods cannot be separated by so many characters " +
                   too_many(label.size() - kMaxLabel, "character") + ".";
    return "";
}

std::string domain_fault(std::string_view domain) {
    if (domain.empty()) return "There must be something after the @-sign.";
    const std::string bad = bad_characters(domain, is_domain);
    if (!bad.empty()) return "The part after the @-sign contains invalid characters: " + bad + ".";
    std::string fault = dot_fault(domain, "have a ", "end with a ", true);
    if (fault.empty()) fault = label_fault(domain);
    if (!fault.empty()) return fault;
    if (domain.find('.') == std::string_view::npos)
        return "The part after the @-sign is not valid. It should have a period.";
    const char last = domain.back();
    if (!is_beyond_ascii(last) && (!is_alnum(last) || (last >= '0' && last <= '9')))
        return "The part after the @-sign is not valid. It is not within a valid top-level domain.";
    static constexpr std::array<std::string_view, 6> kReserved{"arpa",      "invalid", "local",
                                                               "localhost", "onion",   "test"};
    const std::string lower = base::to_lower_ascii(domain);
    for (const std::string_view name : kReserved)
        if (lower == name || lower.ends_with("." + std::string(name)))
            return "The part after the @-sign is a special-use or reserved name that cannot be "
                   "used with email.";
    return "";
}

// "Ann <ann@b.com>" gives what stands in the brackets.
std::string_view without_name(std::string_view text) {
    const std::string_view trimmed = base::trim(text);
    const std::size_t open = trimmed.find('<');
    if (open == std::string_view::npos || !trimmed.ends_with('>')) return trimmed;
    const std::string_view inside = trimmed.substr(open + 1, trimmed.size() - open - 2);
    return inside.empty() ? trimmed : base::trim(inside);
}

}  // namespace

Email read_email(std::string_view text) {
    Email email;
    if (text.size() > kMaxInput) {
        email.fault = "Length must not exceed 2048 characters";
        return email;
    }
    const std::string_view address = without_name(text);
    const std::size_t at = address.find('@');
    if (at == std::string_view::npos || address.starts_with('"')) {
        email.fault = at == std::string_view::npos
                          ? "An email address must have an @-sign."
                          : "Quoting the part before the @-sign is not allowed here.";
        return email;
    }
    // A quote before the @-sign opens a text in which that sign means nothing.
    if (address.substr(0, at).find('"') != std::string_view::npos) {
        email.fault = "An email address must have an @-sign.";
        return email;
    }
    const std::string_view local = address.substr(0, at);
    const std::string_view domain = address.substr(at + 1);
    email.fault = local_fault(local);
    if (email.fault.empty()) email.fault = domain_fault(domain);
    email.normalized = std::string(local) + "@" + base::to_lower_ascii(domain);
    if (email.fault.empty() && email.normalized.size() > kMaxEmail)
        email.fault = "The email address is too long " +
                      too_many(email.normalized.size() - kMaxEmail, "character") + ".";
    return email;
}

}  // namespace web
