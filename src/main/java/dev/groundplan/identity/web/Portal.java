package dev.groundplan.identity.web;

import dev.groundplan.identity.Viewer;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What the frame of every page needs to know, offered to all templates as {@code portal}. */
public class Portal {
    private final boolean demo;
    private final @Nullable Viewer viewer;
    private final String theme;
    private final List<String> demoPeople;
    private final IntSupplier approvalsWaiting;

    Portal(
            boolean demo,
            @Nullable Viewer viewer,
            String theme,
            List<String> demoPeople,
            IntSupplier approvalsWaiting) {
        this.demo = demo;
        this.viewer = viewer;
        this.theme = theme;
        this.demoPeople = demoPeople;
        this.approvalsWaiting = approvalsWaiting;
    }

    public boolean isDemo() {
        return demo;
    }

    /** Null while nobody is signed in. */
    public @Nullable Viewer getViewer() {
        return viewer;
    }

    /** One of auto, light, dark. */
    public String getTheme() {
        return theme;
    }

    /** The usernames one can continue as; empty outside demo mode. */
    public List<String> getDemoPeople() {
        return demoPeople;
    }

    /** Counted when a page asks, because many answers have no menu. */
    public int getApprovalsWaiting() {
        return approvalsWaiting.getAsInt();
    }
}
