#include "http/options.h"

#include "base/text.h"
#include "http/latin1.h"

namespace http {
namespace {

// The end of the segment that starts at `begin`: the next ";" outside quotes.
std::size_t segment_end(std::string_view text, std::size_t begin) {
    bool quoted = false;
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (text[i] == '"' && !(i > begin && text[i - 1] == '\\')) quoted = !quoted;
        if (text[i] == ';' && !quoted) return i;
    }
    return text.size();
}

std::string unquote_parameter(std::string_view value) {
    if (value.size() < 2 || value.front() != '"' || value.back() != '"') return std::string(value);
    value = value.substr(1, value.size() - 2);
    std::string halved;  // "\\" becomes "\" first, then "\"" becomes a quote
    for (std::size_t i = 0; i < value.size(); ++i) {
        halved.push_back(value[i]);
        if (value[i] == '\\' && i + 1 < value.size() && value[i + 1] == '\\') ++i;
    }
    std::string plain;
    for (std::size_t i = 0; i < halved.size(); ++i) {
        if (halved[i] == '\\' && i + 1 < halved.size() && halved[i + 1] == '"') continue;
        plain.push_back(halved[i]);
    }
    return plain;
}

// Old browsers sent the whole path of a file.
std::string without_folder(const std::string& value) {
    const bool is_path =
        value.substr(0, 2) == "\\\\" || (value.size() >= 3 && value.compare(1, 2, ":\\") == 0);
    return is_path ? value.substr(value.rfind('\\') + 1) : value;
}

}  // namespace

std::optional<std::string> Options::find(std::string_view name) const {
    for (auto it = parameters.rbegin(); it != parameters.rend(); ++it)
        if (it->first == name) return it->second;
    return std::nullopt;
}

Options parse_options(std::string_view text) {
    Options options;
    if (text.find(';') == std::string_view::npos) {
        options.value = base::to_lower_ascii(strip_latin1(text));
        return options;
    }
    std::size_t end = segment_end(text, 0);
    options.value = strip_latin1(text.substr(0, end));
    while (end < text.size()) {
        const std::size_t begin = end + 1;
        end = segment_end(text, begin);
        const std::string_view segment = text.substr(begin, end - begin);
        const std::size_t equals = segment.find('=');
        if (equals == std::string_view::npos) {
            options.parameters.emplace_back(strip_latin1(segment), "");
            continue;
        }
        std::string name = base::to_lower_ascii(strip_latin1(segment.substr(0, equals)));
        if (name.find('*') != std::string::npos) continue;
        std::string value = unquote_parameter(strip_latin1(segment.substr(equals + 1)));
        if (name == "filename") value = without_folder(value);
        options.parameters.emplace_back(std::move(name), std::move(value));
    }
    return options;
}

}  // namespace http
