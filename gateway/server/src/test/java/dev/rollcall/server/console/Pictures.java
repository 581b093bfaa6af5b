package dev.rollcall.server.console;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;

/** Pictures of pages, in the folder that {@code -Drollcall.pictures=FOLDER} names; none without it. */
final class Pictures {

    private static final String FOLDER = System.getProperty("rollcall.pictures", "");

    private Pictures() {}

    static boolean areTaken() {
        return !FOLDER.isEmpty();
    }

    /** The page as a whole. */
    static void take(Page page, String name) {
        if (areTaken()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(FOLDER, name + ".png"))
                    .setAnimations(ScreenshotAnimations.DISABLED)
                    .setFullPage(true));
        }
    }
}
