package dev.rollcall.console.activity;

import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.api.member.Member;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of members and directories of a page, by their ids. */
public record Names(Map<String, String> members, Map<String, String> directories) {

    /** Looks up those that there are; somebody who is gone has no name any more. */
    static Future<Names> of(Visit visit, Collection<String> memberIds) {
        Set<String> ids = new LinkedHashSet<>(memberIds);
        Map<String, String> members = new HashMap<>();
        List<Future<Object>> lookups = ids.stream()
                .map(id -> visit.api()
                        .get(visit.org() + "/members/" + id, Member.class)
                        .map(found -> (Object) members.put(id, found.value().called()))
                        .recover(failure -> failure instanceof ApiProblem problem && problem.status() == 404
                                ? Future.succeededFuture()
                                : Future.failedFuture(failure)))
                .toList();
        Future<Map<String, String>> directories = visit.api()
                .list(visit.org() + "/directories", Directory.class)
                .map(found -> {
                    Map<String, String> names = new HashMap<>();
                    found.items().forEach(one -> names.put(one.id(), one.name()));
                    return names;
                });
        return Future.all(lookups).compose(all -> directories).map(names -> new Names(members, names));
    }

    public String member(String id) {
        return members.getOrDefault(id, "A former member");
    }

    public boolean isThere(String memberId) {
        return members.containsKey(memberId);
    }

    public String directory(@Nullable String id) {
        return id == null ? "by hand" : directories.getOrDefault(id, "a deleted directory");
    }
}
