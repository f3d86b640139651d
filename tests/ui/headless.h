// tests/ui/headless.h -- the window without window and graphics card: frames are built, nothing is
// drawn. One per test; Dear ImGui has one current context.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "session/first_lesson.h"
#include "ui/compat.h"
#include "ui/frame.h"

namespace ui {

class Headless {
  public:
    explicit Headless(ImVec2 size = {1600, 900}, session::Theme theme = session::Theme::Dark,
                      float scale = 1) {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = size;
        io.DeltaTime = 1.0f / 60;
        look_.scale = scale;
        look_.palette = palette_of(theme);
        look_.fonts = bake_fonts({}, scale);  // the built-in font: the same everywhere
        apply_style(look_.palette, scale);
        compat::set_font_scale(scale);
        compat::begin_without_graphics();
    }
    ~Headless() {
        compat::end_without_graphics();
        ImGui::DestroyContext();
    }
    Headless(const Headless&) = delete;
    Headless& operator=(const Headless&) = delete;

    session::Actions frame(const session::State& state) {
        session::Actions out;
        ImGui::NewFrame();
        draw_frame({look_, state, out, memory_});
        ImGui::Render();
        compat::accept_textures();
        return out;
    }

    // Everything wished for while the pointer goes there, is pressed and let go.
    session::Actions click(const session::State& state, ImVec2 at) {
        session::Actions all;
        const auto next = [&] {
            for (const session::Action& action : frame(state)) all.push_back(action);
        };
        compat::mouse_to(at);
        next();
        compat::mouse_button(compat::Button::Down);
        next();
        compat::mouse_button(compat::Button::Up);
        next();
        return all;
    }

    static int vertices() { return ImGui::GetDrawData()->TotalVtxCount; }
    const Look& look() const { return look_; }
    PanelMemory& memory() { return memory_; }
    Focus& focus() { return memory_.focus; }

  private:
    Look look_;
    PanelMemory memory_;
};

// The wishes of one kind among all.
template <class Wish>
std::vector<Wish> only(const session::Actions& actions) {
    std::vector<Wish> found;
    for (const session::Action& action : actions)
        if (const Wish* wish = std::get_if<Wish>(&action)) found.push_back(*wish);
    return found;
}

}  // namespace ui
