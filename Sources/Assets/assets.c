#include "assets.h"

// #embed is of C23. Clang takes it in every mode and only says so, and a package may not set the standard of one target.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char css[] = {
#embed "files/shodo.css"
};

static const unsigned char js[] = {
#embed "files/shodo.js"
};

static const unsigned char svg[] = {
#embed "files/shodo.svg"
};

shodo_asset shodo_asset_css(void) { return (shodo_asset){css, sizeof css}; }
shodo_asset shodo_asset_js(void) { return (shodo_asset){js, sizeof js}; }
shodo_asset shodo_asset_svg(void) { return (shodo_asset){svg, sizeof svg}; }
