#include "appearance.h"

#include <algorithm>

#include "platform/fonts.h"
#include "ui/compat.h"

namespace {

constexpr float kPresenterScale = 1.3f;

ui::FontSources font_sources() {
    const platform::FontFiles files = platform::find_fonts();
    return {files.text,  files.text_strong, files.code,
            files.icons, files.fallback,    files.code_fallback};
}

// A large window is looked at from further away, a small one must hold as much. Few steps, as each
// has its own fonts.
float size_scale(float width, float height) {
    const float room = std::min(width / 1600, height / 900);
    if (room < 0.8f) return 0.93f;
    if (room < 1.3f) return 1.0f;
    return room < 1.8f ? 1.45f : 1.8f;
}

// A projector's picture is as large as the wall, whatever its pixels: small ones are not made
// smaller still.
float scale_for(const session::State& state, float width, float height) {
    const float fitted = size_scale(width, height);
    return state.presenter ? kPresenterScale * std::max(1.0f, fitted) : fitted;
}

}  // namespace

platform::Color background_of(const ui::Palette& palette) {
    const ImVec4 color = ImGui::ColorConvertU32ToFloat4(palette.window);
    return {color.x, color.y, color.z};
}

const ui::Look& Appearance::update(const session::State& state, int width, int height) {
    const float display = fixed_.value_or(window_.content_scale());
    const float fitted = fixed_ ? (state.presenter ? kPresenterScale : 1.0f)
                                : scale_for(state, static_cast<float>(width) / display,
                                            static_cast<float>(height) / display);
    const float scale = display * fitted * state.settings.scale;
    if (scale != look_.scale || !baked_) set_scale(scale);
    if (scale != styled_scale_ || theme_ != state.settings.theme) {
        theme_ = state.settings.theme;
        styled_scale_ = scale;
        look_.palette = ui::palette_of(theme_);
        ui::apply_style(look_.palette, scale);
        ui::compat::set_font_scale(scale);
    }
    return look_;
}

void Appearance::set_scale(float scale) {
    look_.scale = scale;
    if (!baked_ || ui::compat::rebake_on_scale() == ui::compat::Rebake::Yes) {
        look_.fonts = ui::bake_fonts(font_sources(), scale);
        if (baked_) window_.fonts_changed();
    } else {
        ui::rescale(look_.fonts, scale);
    }
    baked_ = true;
}
