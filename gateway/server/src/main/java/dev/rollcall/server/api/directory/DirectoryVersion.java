package dev.rollcall.server.api.directory;

import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.server.api.EntityTags;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ETag of a directory's settings. */
final class DirectoryVersion {

    private DirectoryVersion() {}

    static String of(Directory directory) {
        return EntityTags.of(
                directory.id(),
                directory.name(),
                directory.provider(),
                directory.state(),
                directory.mode(),
                directory.defaultRole(),
                directory.nestedGroups(),
                new TreeSet<>(directory.disabledQuirks()));
    }

    /** Lets a change pass when the header is absent or names the settings as they are; else 412. */
    static void require(@Nullable String ifMatch, Directory current) {
        EntityTags.require(ifMatch, of(current), "The directory");
    }
}
