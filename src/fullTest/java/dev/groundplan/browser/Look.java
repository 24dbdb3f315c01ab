package dev.groundplan.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;

/** How a visitor looks at the portal. */
record Look(boolean scripts, ColorScheme theme, int width) {
    static final Look DESKTOP = new Look(true, ColorScheme.LIGHT, 1280);
    static final Look WITHOUT_SCRIPTS = new Look(false, ColorScheme.LIGHT, 1280);

    Browser.NewContextOptions options(String origin) {
        return new Browser.NewContextOptions()
                .setBaseURL(origin)
                .setJavaScriptEnabled(scripts)
                .setColorScheme(theme)
                .setViewportSize(width, 900);
    }

    @Override
    public String toString() {
        return theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
    }
}
