// ui/overlays.h -- what lies on top of the window: the lesson browser and the page of keys.
#pragma once

#include "ui/look.h"

namespace ui {

// Draws the overlay that the state asks for, over the whole window.
void draw_overlay(const Panel& panel);

void draw_lesson_browser(const Panel& panel, const Box& window);  // overlay_lessons.cpp
void draw_help(const Panel& panel, const Box& window);            // overlay_help.cpp

// The card of an overlay, in the middle; out: the part inside its padding.
Box overlay_card(const Look& look, const Box& window, float width, float height);

}  // namespace ui
