package dev.rollcall.console.people;

import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.api.member.Group;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;

/** Shows the groups that each directory has pushed, and which role each gives. */
public final class GroupPages {

    private static final int SHOWN = 200;

    /** A directory with its groups. */
    public record Pushed(Directory directory, List<Group> groups, boolean isAll) {}

    public Future<Outcome> show(Visit visit) {
        return visit.api().list(visit.org() + "/directories", Directory.class).compose(found -> {
            List<Directory> directories = found.items();
            List<Future<Listed<Group>>> groups = directories.stream()
                    .map(one -> visit.api()
                            .list(visit.org() + "/directories/" + one.id() + "/groups?limit=" + SHOWN, Group.class))
                    .toList();
            return Future.all(groups)
                    .map(all -> Outcome.Page.of(
                            Section.GROUPS,
                            "Groups and roles",
                            "groups.jte",
                            IntStream.range(0, directories.size())
                                    .mapToObj(i -> new Pushed(
                                            directories.get(i),
                                            groups.get(i).result().items(),
                                            groups.get(i).result().next() == null))
                                    .toList()));
        });
    }
}
