#include "http/cookies.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <unordered_map>

#include "base/text.h"
#include "http/latin1.h"

namespace http {
namespace {

constexpr std::string_view kLegalMarks = "!#$%&'*+-.^_`|~:";
constexpr std::string_view kPlainMarks = " ()/<=>?@[]{}";
constexpr std::string_view kReserved[] = {"expires",  "path",       "comment",  "domain",
                                          "max-age",  "secure",     "httponly", "version",
                                          "samesite", "partitioned"};

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_legal(char c) { return is_alphanumeric(c) || kLegalMarks.find(c) != kLegalMarks.npos; }

bool is_legal_key(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_legal);
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool is_octal_escape(std::string_view text, std::size_t at) {
    return at + 2 < text.size() && text[at] >= '0' && text[at] <= '3' && text[at + 1] >= '0' &&
           text[at + 1] <= '7' && text[at + 2] >= '0' && text[at + 2] <= '7';
}

// A dict of text: first appearance decides the order, the last value wins.
class CookieJar {
  public:
    void read(std::string_view header_value) {
        for (const std::string_view chunk : base::split(header_value, ';')) {
            const std::size_t equals = chunk.find('=');
            const bool named = equals != std::string_view::npos;
            const std::string_view name = named ? strip_latin1(chunk.substr(0, equals)) : "";
            const std::string_view text = strip_latin1(named ? chunk.substr(equals + 1) : chunk);
            if (name.empty() && text.empty()) continue;
            put(base::latin1_to_utf8(name), unquote_cookie(base::latin1_to_utf8(text)));
        }
    }
    Pairs take() { return std::move(pairs_); }

  private:
    void put(std::string name, std::string value) {
        const auto [place, is_new] = index_.emplace(name, pairs_.size());
        if (is_new)
            pairs_.emplace_back(std::move(name), std::move(value));
        else
            pairs_[place->second].second = std::move(value);
    }
    Pairs pairs_;
    std::unordered_map<std::string, std::size_t> index_;
};

}  // namespace

Pairs parse_cookie_header(std::string_view value) {
    CookieJar jar;
    jar.read(value);
    return jar.take();
}

Pairs cookies_of(const Headers& headers) {
    CookieJar jar;
    for (const std::string_view value : headers.get_all("cookie")) jar.read(value);
    return jar.take();
}

std::string quote_cookie(std::string_view text) {
    if (is_legal_key(text)) return std::string(text);
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size();) {
        const base::Decoded c = base::decode_utf8(text, i);
        const std::string_view bytes = text.substr(i, static_cast<std::size_t>(c.size));
        i += bytes.size();
        if (c.code_point == '"' || c.code_point == '\\') {
            out.push_back('\\');
            out += bytes;
        } else if (c.code_point > 0xFF || is_legal(bytes[0]) ||
                   kPlainMarks.find(bytes[0]) != kPlainMarks.npos) {
            out += bytes;
        } else {
            std::array<char, 8> octal{};
            std::snprintf(octal.data(), octal.size(), "\\%03o", unsigned{c.code_point});
            out += octal.data();
        }
    }
    return out + '"';
}

std::string unquote_cookie(std::string_view text) {
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
    text = text.substr(1, text.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size() || text[i + 1] == '\n') {
            out.push_back(text[i]);
        } else if (is_octal_escape(text, i + 1)) {
            const int value =
                (text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + text[i + 3] - '0';
            base::append_utf8(out, static_cast<char32_t>(value));
            i += 3;
        } else {
            out.push_back(text[++i]);
        }
    }
    return out;
}

base::Result<std::string> render_set_cookie(const SetCookie& cookie) {
    const std::string lower = base::to_lower_ascii(cookie.name);
    if (std::find(std::begin(kReserved), std::end(kReserved), lower) != std::end(kReserved))
        return base::Error{"", "Attempt to set a reserved key '" + cookie.name + "'", {}};
    if (!is_legal_key(cookie.name))
        return base::Error{"", "Illegal key '" + base::printable(cookie.name) + "'", {}};
    std::string out = cookie.name + "=" + quote_cookie(cookie.value);
    // http.cookies writes the attributes in the order of their lower-case names.
    const auto text = [&](std::string_view name, const std::optional<std::string>& value) {
        if (value && !value->empty()) out.append("; ").append(name).append("=").append(*value);
    };
    text("Domain", cookie.domain);
    text("expires", cookie.expires);
    if (cookie.http_only) out += "; HttpOnly";
    if (cookie.max_age_s) out += "; Max-Age=" + std::to_string(*cookie.max_age_s);
    if (cookie.partitioned) out += "; Partitioned";
    text("Path", cookie.path);
    text("SameSite", cookie.same_site);
    if (cookie.secure) out += "; Secure";
    if (std::any_of(out.begin(), out.end(), is_control))
        return base::Error{"", "Control characters are not allowed in cookies", {}};
    return out;
}

std::string http_date(std::int64_t seconds) {
    static constexpr const char* kDays[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    constexpr std::int64_t kDay = 86400;
    std::int64_t days = seconds / kDay;
    std::int64_t rest = seconds % kDay;
    if (rest < 0) {
        rest += kDay;
        --days;
    }
    // Days to a civil date, counting years from March: the leap day is then the last of its year.
    const std::int64_t from_march = days + 719468;
    const std::int64_t era = (from_march >= 0 ? from_march : from_march - 146096) / 146097;
    const std::int64_t of_era = from_march - era * 146097;
    const std::int64_t year_of_era =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * of_year + 2) / 153;
    const std::int64_t day = of_year - (153 * shifted_month + 2) / 5 + 1;
    const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02d %s %04lld %02d:%02d:%02d GMT",
                  kDays[((days % 7) + 7) % 7], static_cast<int>(day), kMonths[month - 1],
                  static_cast<long long>(year), static_cast<int>(rest / 3600),
                  static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60));
    return text.data();
}

}  // namespace http
