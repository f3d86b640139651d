// ui/token_card.h -- a JSON Web Token opened: header, claims and signature in their colours and
// underlines, times that can be read, and the checks in their order with the first failing one lit.
#pragma once

#include "session/wire_view.h"
#include "ui/look.h"

namespace ui {

// The colour of a token's part here and in the bytes of a message.
ImU32 color_of(const Palette& palette, lesson::TokenPart part);
// Told apart by their lines as well: the header has one, the claims two, the signature dots.
void underline_part(const Look& look, lesson::TokenPart part, float left, float right, float y);

// At ImGui's cursor, moving it on.
void draw_token_card(const Panel& panel, const session::TokenCard& card, float width);

}  // namespace ui
