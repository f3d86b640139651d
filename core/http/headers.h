// http/headers.h -- the fields of one message, in arrival order. RFC 9110 5.1.
// In: names and values as the bytes that were sent. Out: look-ups that ignore ASCII case.
// Errors: none; an absent field is nullptr.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace http {

struct HeaderField {
    std::string name;
    std::string value;
    friend bool operator==(const HeaderField&, const HeaderField&) = default;
};

class Headers {
  public:
    Headers() = default;
    Headers(std::initializer_list<HeaderField> fields) : fields_(fields) {}

    const std::string* get(std::string_view name) const;  // the first; nullptr when absent
    std::vector<std::string_view> get_all(std::string_view name) const;
    bool contains(std::string_view name) const { return get(name) != nullptr; }
    void add(std::string_view name, std::string_view value);  // keeps what is there
    // Replaces the first of that name where it stands and drops the others; appends when absent.
    void set(std::string_view name, std::string_view value);
    void set_default(std::string_view name, std::string_view value);  // only when absent
    void remove(std::string_view name);

    std::size_t size() const { return fields_.size(); }
    bool empty() const { return fields_.empty(); }
    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }
    friend bool operator==(const Headers&, const Headers&) = default;

  private:
    std::vector<HeaderField> fields_;
};

}  // namespace http
