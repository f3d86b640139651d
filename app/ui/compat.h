// ui/compat.h -- the only place that knows versions of Dear ImGui: 1.86 (Debian 12), 1.90 (Debian
// 13, Ubuntu 24.04) and 1.92 (sid). Everything else keeps to what all three offer.
#pragma once

#include <imgui.h>
#include <imgui_freetype.h>

#include <cmath>
#include <cstdint>

namespace ui::compat {

enum class Border : bool { No, Yes };

inline bool begin_child(const char* id, ImVec2 size, Border border, ImGuiWindowFlags flags = 0) {
#if IMGUI_VERSION_NUM >= 19000
    // Bit 0 is named Border until 1.91, Borders after; without it only a flag asks for padding.
    return ImGui::BeginChild(id, size, border == Border::Yes ? ImGuiChildFlags(1) : 0, flags);
#else
    return ImGui::BeginChild(id, size, border == Border::Yes, flags);
#endif
}

// A size in unscaled pixels as the atlas wants it. Before 1.92 a font is baked once, at its final
// size; since then it is added unscaled and rasterised as it is needed.
inline float bake_size(float px, [[maybe_unused]] float scale) {
#if IMGUI_VERSION_NUM >= 19200
    return px;
#else
    return std::floor(px * scale + 0.5f);
#endif
}

inline void push_font(ImFont* font, [[maybe_unused]] float px) {
#if IMGUI_VERSION_NUM >= 19200
    ImGui::PushFont(font, px);
#else
    ImGui::PushFont(font);
#endif
}

// Gives every font drawn from now on the display's scale, where fonts are not baked at it.
inline void set_font_scale([[maybe_unused]] float scale) {
#if IMGUI_VERSION_NUM >= 19200
    ImGui::GetStyle().FontScaleDpi = scale;
#endif
}

enum class Rebake : bool { No, Yes };
// Whether another scale needs the fonts baked anew.
inline constexpr Rebake rebake_on_scale() {
#if IMGUI_VERSION_NUM >= 19200
    return Rebake::No;
#else
    return Rebake::Yes;
#endif
}

inline void use_freetype(ImFontAtlas& atlas) {
#if IMGUI_VERSION_NUM >= 19200
    atlas.SetFontLoader(ImGuiFreeType::GetFontLoader());
    atlas.FontLoaderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
#else
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
#endif
}

inline void mouse_to(ImVec2 at) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18700
    io.AddMousePosEvent(at.x, at.y);
#else
    io.MousePos = at;
#endif
}

enum class Button : bool { Up, Down };
inline void mouse_button(Button button) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18700
    io.AddMouseButtonEvent(0, button == Button::Down);
#else
    io.MouseDown[0] = button == Button::Down;
#endif
}

// Tests and measurements run without a graphics card: fonts are built and textures taken as drawn.
inline void begin_without_graphics() {
#if IMGUI_VERSION_NUM >= 19200
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#else
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
#endif
}
inline void accept_textures() {
#if IMGUI_VERSION_NUM >= 19200
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status != ImTextureStatus_WantCreate &&
            texture->Status != ImTextureStatus_WantUpdates)
            continue;
        texture->SetTexID(1);
        texture->SetStatus(ImTextureStatus_OK);
    }
#endif
}
inline void end_without_graphics() {
#if IMGUI_VERSION_NUM >= 19200
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
    }
#endif
}

}  // namespace ui::compat
