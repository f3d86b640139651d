#include "http/headers.h"

#include <algorithm>

#include "base/text.h"

namespace http {
namespace {

auto same_name(std::string_view name) {
    return [name](const HeaderField& f) { return base::equals_ignoring_case(f.name, name); };
}

}  // namespace

const std::string* Headers::get(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(), same_name(name));
    return found == fields_.end() ? nullptr : &found->value;
}

std::vector<std::string_view> Headers::get_all(std::string_view name) const {
    std::vector<std::string_view> values;
    const auto matches = same_name(name);
    for (const HeaderField& field : fields_)
        if (matches(field)) values.push_back(field.value);
    return values;
}

void Headers::add(std::string_view name, std::string_view value) {
    fields_.push_back({std::string(name), std::string(value)});
}

void Headers::set(std::string_view name, std::string_view value) {
    const auto first = std::find_if(fields_.begin(), fields_.end(), same_name(name));
    if (first == fields_.end()) return add(name, value);
    first->value = value;
    fields_.erase(std::remove_if(first + 1, fields_.end(), same_name(name)), fields_.end());
}

void Headers::set_default(std::string_view name, std::string_view value) {
    if (!contains(name)) add(name, value);
}

void Headers::remove(std::string_view name) {
    fields_.erase(std::remove_if(fields_.begin(), fields_.end(), same_name(name)), fields_.end());
}

}  // namespace http
