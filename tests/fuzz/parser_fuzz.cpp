// Lexer, parser and compiler: any bytes are a tree or a fault with a place inside the text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "lang/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view source(reinterpret_cast<const char*>(data), size);
    const auto tree = lang::parse_module(source);
    if (tree) return 0;
    const int lines = static_cast<int>(base::split_lines(source).size());
    if (tree.error().position.line < 0 || tree.error().position.line > lines + 1) std::abort();
    if (tree.error().message.empty()) std::abort();
    return 0;
}
