// ui/compat.h -- the only place that knows versions of Dear ImGui: 1.86 (Debian 12), 1.90 (Debian
// 13, Ubuntu 24.04) and 1.92 (sid). Everything else keeps to what all three offer.
#pragma once

#include <imgui.h>
#include <imgui_freetype.h>
#include <imgui_internal.h>  // for what puts the stacks back after a fault

#include <cmath>
#include <cstdint>
#include <utility>

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

// Where the stacks of windows, colours, fonts ... stand, to come back to after a fault left them
// anywhere. Only from the window that was current then.
class StackMark {
  public:
#if IMGUI_VERSION_NUM >= 19200
    StackMark() { ImGui::ErrorRecoveryStoreState(&state_); }
    void recover() {
        ImGuiIO& io = ImGui::GetIO();
        const bool asserts = std::exchange(io.ConfigErrorRecoveryEnableAssert, false);
        const bool tooltip = std::exchange(io.ConfigErrorRecoveryEnableTooltip, false);
        ImGui::ErrorRecoveryTryToRecoverState(&state_);
        io.ConfigErrorRecoveryEnableAssert = asserts;
        io.ConfigErrorRecoveryEnableTooltip = tooltip;
    }

  private:
    ImGuiErrorRecoveryState state_;
#else
    StackMark()
        : windows_(GImGui->CurrentWindowStack.Size),
          fonts_(GImGui->FontStack.Size),
          clips_(GImGui->CurrentWindow->DrawList->_ClipRectStack.Size) {}
    void recover() {
        while (GImGui->CurrentWindowStack.Size > windows_) {
            const int fonts = GImGui->CurrentWindowStack.back().StackSizesOnBegin.SizeOfFontStack;
            while (GImGui->FontStack.Size > fonts) ImGui::PopFont();
            ImGui::ErrorCheckEndWindowRecover(nullptr);
            if (ImGui::GetCurrentWindowRead()->Flags & ImGuiWindowFlags_ChildWindow) {
                ImGui::EndChild();
            } else {
                ImGui::End();
            }
        }
        while (GImGui->FontStack.Size > fonts_) ImGui::PopFont();
        ImGui::ErrorCheckEndWindowRecover(nullptr);
        // Not by GetWindowDrawList(): asking for it counts as drawing.
        ImDrawList& list = *GImGui->CurrentWindow->DrawList;
        while (list._ClipRectStack.Size > clips_) ImGui::PopClipRect();
    }

  private:
    int windows_, fonts_, clips_;
#endif
};

inline void mouse_to(ImVec2 at) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18700
    io.AddMousePosEvent(at.x, at.y);
#else
    io.MousePos = at;
#endif
}

enum class Button : bool { Up, Down };
inline void mouse_button(Button button, ImGuiMouseButton which = ImGuiMouseButton_Left) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18700
    io.AddMouseButtonEvent(which, button == Button::Down);
#else
    io.MouseDown[which] = button == Button::Down;
#endif
}

// The keys that copy, in this frame.
inline bool copy_pressed() {
    if (!ImGui::GetIO().KeyCtrl) return false;
#if IMGUI_VERSION_NUM >= 18700
    return ImGui::IsKeyPressed(ImGuiKey_C, false);
#else
    return ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_C), false);
#endif
}

inline bool escape_pressed() {
#if IMGUI_VERSION_NUM >= 18700
    return ImGui::IsKeyPressed(ImGuiKey_Escape, false);
#else
    return ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false);
#endif
}

// What the graphics card has of the letters need not be in memory too: up to 20 MB at a large
// scale, and as much again of font files. Between frames. Since 1.92 the atlas takes care of it.
// True when something was dropped.
inline bool drop_font_sources() {
#if IMGUI_VERSION_NUM < 19200
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    if (!atlas.TexPixelsAlpha8 && !atlas.TexPixelsRGBA32) return false;
    atlas.ClearTexData();
    atlas.ClearInputData();
    return true;
#else
    return false;
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
