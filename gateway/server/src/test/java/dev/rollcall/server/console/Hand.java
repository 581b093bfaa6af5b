package dev.rollcall.server.console;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What a person does on a page, by the words that stand there. */
final class Hand {

    private Hand() {}

    /** A button that is called exactly so. */
    static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    /** The first link that is called exactly so. */
    static void follow(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    /** Presses Tab until what has the focus is called so: by its label or, in the last line, by its text. */
    static void tabTo(Page page, String name) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            Object called = page.evaluate("document.activeElement.labels?.[0]?.innerText.trim()"
                    + " ?? document.activeElement.innerText.trim().split('\\n').pop()");
            if (name.equals(called)) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + name);
    }
}
