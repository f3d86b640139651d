// web/path_pattern.h -- a route's path, "/files/{name}/{rest:path}", compiled and matched.
// In: the path as declared; decoded request paths. Out: where each parameter stands in the path.
// Errors: an unknown convertor or a repeated name (Starlette's words).
// Same answers as Starlette's regular expression (routing.py compile_path), found without
// backtracking: the work is at most pieces x length of the path.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace web {

enum class Convertor : std::uint8_t { Str, Path, Int, Float, Uuid };

struct PathPattern {
    struct Piece {
        bool is_parameter = false;
        std::string text;  // the literal, or the parameter's name
        Convertor convertor = Convertor::Str;
    };
    std::string declared;  // what was compiled
    std::vector<Piece> pieces;
    int parameter_count = 0;
    // No parameter can run into what follows it, so that the longest match is the only one.
    bool greedy_is_enough = true;
};

base::Result<PathPattern> compile_path(std::string_view path);

// `captures[i]` is the text of the i-th parameter; views into `path`.
bool match_path(const PathPattern& pattern, std::string_view path,
                std::vector<std::string_view>& captures);

// "/users/{n:int}" without convertors, as FastAPI keeps it: "/users/{n}".
std::string path_format(const PathPattern& pattern);
std::vector<std::string> parameter_names(const PathPattern& pattern);

}  // namespace web
