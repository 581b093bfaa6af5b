package dev.rollcall.console.activity;

import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of the directories that a page mentions, by their ids. */
public record Names(Map<String, String> directories) {

    static Future<Names> of(Visit visit) {
        return visit.api().list(visit.org() + "/directories", Directory.class).map(found -> {
            Map<String, String> names = new HashMap<>();
            found.items().forEach(one -> names.put(one.id(), one.name()));
            return new Names(names);
        });
    }

    public String directory(@Nullable String id) {
        return id == null ? "by hand" : directories.getOrDefault(id, "a deleted directory");
    }
}
