package dev.rollcall.console.identity;

import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Section;

/**
 * The frame that all pages of one directory have in common.
 *
 * @param tab which of its pages it is: setup, roles, preview, sync, profile or settings
 * @param content what that page shows
 */
public record DirectoryPage<T>(Directory directory, String tab, T content) {

    static <T> Outcome of(Directory directory, String tab, String template, T content) {
        return Outcome.Page.of(
                Section.DIRECTORIES, directory.name(), template, new DirectoryPage<>(directory, tab, content));
    }
}
