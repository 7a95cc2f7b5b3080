#pragma once

#include <stddef.h>

// The files that pages ask for, inside the program: there is nothing to install beside it and nothing to alter.

/// The bytes of a file; they live as long as the program.
typedef struct {
    const unsigned char *bytes;
    size_t length;
} shodo_asset;

/// The look of the pages: text/css.
shodo_asset shodo_asset_css(void);

/// What the pages do beyond HTML: text/javascript.
shodo_asset shodo_asset_js(void);

/// The mark of the product: image/svg+xml.
shodo_asset shodo_asset_svg(void);
