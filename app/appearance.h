// appearance.h -- the colours and the type of the next frame: from the settings, the display's own
// scale and the window's size. Fonts are baked anew only when the scale has changed.
#pragma once

#include <optional>

#include "platform/window.h"
#include "ui/look.h"

class Appearance {
  public:
    // `scale`: fixed by the command line; then neither display nor size count.
    Appearance(platform::Window& window, std::optional<float> scale)
        : window_(window), fixed_(scale) {}

    const ui::Look& update(const session::State& state, int width, int height);
    const ui::Look& look() const { return look_; }

  private:
    void set_scale(float scale);

    platform::Window& window_;
    std::optional<float> fixed_;
    ui::Look look_;
    session::Theme theme_ = session::Theme::Dark;
    float styled_scale_ = 0;
    bool baked_ = false;
};

platform::Color background_of(const ui::Palette& palette);
