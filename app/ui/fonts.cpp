#include "ui/fonts.h"

#include <algorithm>
#include <vector>

#include "ui/compat.h"
#include "ui/icons.h"

namespace ui {

namespace {

struct Design {
    float px;
    std::string FontSources::*file;
    std::string FontSources::*fallback;
};

// In the order of Type.
constexpr std::array<Design, kTypeCount> kDesigns = {{
    {11, &FontSources::text, &FontSources::fallback},
    {11, &FontSources::text_strong, &FontSources::fallback},
    {13, &FontSources::text, &FontSources::fallback},
    {13, &FontSources::text_strong, &FontSources::fallback},
    {14, &FontSources::text, &FontSources::fallback},
    {14, &FontSources::text_strong, &FontSources::fallback},
    {16, &FontSources::text, &FontSources::fallback},
    {16, &FontSources::text_strong, &FontSources::fallback},
    {20, &FontSources::text_strong, &FontSources::fallback},
    {26, &FontSources::text_strong, &FontSources::fallback},
    {14, &FontSources::code, &FontSources::code_fallback},
    {13, &FontSources::code, &FontSources::code_fallback},
}};

// Pairs of first and last character. The atlas keeps the pointers, so they live as long as the
// program. Latin, Greek, Cyrillic, punctuation, currency, arrows.
constexpr ImWchar kTextRanges[] = {0x20,   0x17f,  0x370,  0x3ff,  0x400,  0x45f,  0x2010, 0x2027,
                                   0x2030, 0x203a, 0x20ac, 0x20ac, 0x2190, 0x2193, 0x2212, 0x2212,
                                   0x2260, 0x2265, 0x2713, 0x2717, 0xfffd, 0xfffd, 0};
// What Inter and JetBrains Mono lack: arrows, box drawing, geometric shapes, ticks. Every letter
// costs time before the first frame, so text has only the most usual of them.
constexpr ImWchar kCodeFallback[] = {0x2190, 0x21ff, 0x2500, 0x257f, 0x25a0,
                                     0x25ff, 0x2713, 0x2718, 0};
constexpr ImWchar kTextFallback[] = {0x2190, 0x2199, 0x21d0, 0x21d5, 0x25b2, 0x25c6,
                                     0x25cb, 0x25cf, 0x2713, 0x2718, 0};

constexpr auto icon_ranges() {
    std::array<ImWchar, kAllIcons.size() * 2 + 1> ranges{};
    for (std::size_t i = 0; i < kAllIcons.size(); ++i)
        ranges[2 * i] = ranges[2 * i + 1] = static_cast<ImWchar>(kAllIcons[i]);
    return ranges;
}
constexpr auto kIconRanges = icon_ranges();

ImFont* add_built_in(ImFontAtlas& atlas, float size) {
    ImFontConfig config;
    config.SizePixels = size;
    return atlas.AddFontDefault(&config);
}

void merge(ImFontAtlas& atlas, const std::string& file, float size, const ImWchar* ranges) {
    if (file.empty()) return;
    ImFontConfig config;
    config.MergeMode = true;
    atlas.AddFontFromFileTTF(file.c_str(), size, &config, ranges);
}

Face bake(ImFontAtlas& atlas, const FontSources& sources, const Design& design, float scale) {
    const float size = compat::bake_size(design.px, scale);
    const std::string& file = sources.*(design.file);
    ImFont* font = nullptr;
    if (!file.empty()) font = atlas.AddFontFromFileTTF(file.c_str(), size, nullptr, kTextRanges);
    if (!font) font = add_built_in(atlas, size);
    if (!sources.icons.empty()) {
        ImFontConfig config;
        config.MergeMode = true;
        config.PixelSnapH = true;
        atlas.AddFontFromFileTTF(sources.icons.c_str(), size, &config, kIconRanges.data());
    }
    const bool is_code = design.file == &FontSources::code;
    merge(atlas, sources.*(design.fallback), size, is_code ? kCodeFallback : kTextFallback);
    return {font, design.px, 0};
}

}  // namespace

Fonts bake_fonts(const FontSources& sources, float scale) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;  // half of it would be empty
    compat::use_freetype(atlas);
    Fonts fonts;
    fonts.has_icons = !sources.icons.empty();
    for (std::size_t i = 0; i < kDesigns.size(); ++i)
        fonts.faces[i] = bake(atlas, sources, kDesigns[i], scale);
    ImGui::GetIO().FontDefault = fonts[Type::Body].font;
    rescale(fonts, scale);
    return fonts;
}

void rescale(Fonts& fonts, float scale) {
    for (Face& face : fonts.faces) face.size = std::floor(face.px * scale + 0.5f);
    compat::set_font_scale(scale);
}

}  // namespace ui
