package dev.rollcall.pull;

import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Caller;
import dev.rollcall.pull.change.Documents;
import dev.rollcall.pull.change.Known;
import dev.rollcall.pull.change.Remembered;
import dev.rollcall.pull.change.Target;
import dev.rollcall.pull.pass.AbsentMembers;
import dev.rollcall.pull.pass.AllUsersEntries;
import dev.rollcall.pull.pass.ChosenUsers;
import dev.rollcall.pull.pass.Closure;
import dev.rollcall.pull.pass.GroupPass;
import dev.rollcall.pull.pass.HintPass;
import dev.rollcall.pull.pass.InnerGroups;
import dev.rollcall.pull.pass.Listed;
import dev.rollcall.pull.pass.MemberPass;
import dev.rollcall.pull.pass.Pass;
import dev.rollcall.pull.pass.Proof;
import dev.rollcall.pull.pass.UserPass;
import dev.rollcall.pull.source.Lease;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.pull.source.RequestLog;
import dev.rollcall.pull.source.Source;
import dev.rollcall.pull.source.Sources;
import dev.rollcall.scim.Habit;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Normalizer;
import dev.rollcall.spi.Profile;
import dev.rollcall.spi.pull.DirectorySource;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceReader.Scope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Puts the parts of one reading together. */
final class Reading {

    private static final Duration LATE = Duration.ofHours(1);

    private final House house;
    private final Directory directory;
    private final Adapter adapter;
    private final DirectorySource provider;
    private final PassRecord pass;
    private final Lease lease;
    private final Supplier<Future<Boolean>> isOurs;
    private final Progress progress;

    /** What all readings of a node share. */
    record House(
            Vertx vertx,
            Pool pool,
            Provisioning provisioning,
            Sources sources,
            RequestLog requests,
            InstantSource time) {}

    /**
     * Makes one.
     *
     * @param isOurs whether it still has its lease; false too when the node ends
     */
    Reading(
            House house,
            Directory directory,
            Adapter adapter,
            DirectorySource provider,
            PassRecord pass,
            Lease lease,
            Supplier<Future<Boolean>> isOurs,
            Progress progress) {
        this.house = house;
        this.directory = directory;
        this.adapter = adapter;
        this.provider = provider;
        this.pass = pass;
        this.lease = lease;
        this.isOurs = isOurs;
        this.progress = progress;
    }

    /**
     * Reads.
     *
     * @param hints ids of the users of whom the provider said something, where it is a reading of those
     */
    Future<Void> run(SourceReader reader, List<String> hints, List<ResourceType> types) {
        Known known = new Known(house.pool(), directory.orgId(), directory.id());
        Remembered remembered = new Remembered(house.pool(), lease);
        Target target = target(types);
        Listed listed = new Listed(reader);
        GroupPass groups = new GroupPass(reader, known, remembered, target, progress);
        UserPass users = new UserPass(
                reader,
                known,
                remembered,
                target,
                new Documents(reader.ownedAttributes()),
                listed,
                progress,
                house.time());
        if (pass.isOfHints()) {
            boolean onlyMembers = reader.scope() != Scope.ALL_USERS;
            return new HintPass(users, listed, known, onlyMembers).run(hints);
        }
        InnerGroups inner = new InnerGroups(reader, remembered, pass.id(), pass.isPreview());
        Closure closure = new Closure(reader, listed, groups.ids(), directory.nestedGroups(), progress);
        MemberPass members = new MemberPass(
                known,
                remembered,
                target,
                listed,
                groups,
                everybody(reader, remembered, AllUsersEntries.OF_MEMBERS, closure),
                inner,
                new AbsentMembers(reader, new Proof(reader, inner, directory.nestedGroups()), progress),
                progress);
        Closure whole = new Closure(reader, listed, Set.of(), true, progress);
        ChosenUsers chosen = reader.scope() == Scope.ALL_USERS
                ? null
                : new ChosenUsers(
                        reader,
                        known,
                        remembered,
                        listed,
                        groups,
                        everybody(reader, remembered, AllUsersEntries.OF_SCOPE, whole),
                        inner,
                        progress);
        return new Pass(users, groups, members, chosen, !pass.kind().equals("users"), () -> changed(reader))
                .run()
                .compose(done -> reselect(lease.source(), groups));
    }

    /** A log that is late is asked for longer than from one reading of all groups to the next. */
    private Future<Set<String>> changed(SourceReader reader) {
        Duration back = Duration.ofSeconds(lease.source().groupsSeconds()).plus(LATE);
        return reader.groupsChanged(house.time().instant().minus(back)).recover(failure -> {
            progress.note("The provider's log of changed groups could not be read, so changes are found the next time"
                    + " that all groups are read"
                    + (failure instanceof SourceException told ? ": " + told.sentence() : "."));
            return Future.succeededFuture(Set.of());
        });
    }

    private Target target(List<ResourceType> types) {
        Caller caller = new Caller(directory.orgId(), directory.id(), Mode.TOLERANT, habits(), pass.id());
        Normalizer normalizer = new Normalizer(adapter, new Profile(types, Mode.TOLERANT, directory.disabledQuirks()));
        Target.Log log = new Target.Log(house.requests(), pass.id(), directory, types);
        return new Target(
                house.vertx(), house.provisioning(), normalizer, caller, log, pass.isPreview(), isOurs, progress);
    }

    private AllUsersEntries everybody(SourceReader reader, Remembered remembered, String kind, Closure closure) {
        return new AllUsersEntries(
                reader, remembered, kind, closure, pass.id(), pass.isPreview(), progress, house.time());
    }

    private Set<Habit> habits() {
        return adapter.habits().stream()
                .filter(habit -> !directory.disabledQuirks().contains(habit.id()))
                .collect(Collectors.toSet());
    }

    /** Groups that the settings name and that are gone leave the settings. */
    private Future<Void> reselect(Source source, GroupPass groups) {
        if (groups.gone().isEmpty()) {
            return Future.succeededFuture();
        }
        progress.note("These groups no longer exist and were removed from the settings: "
                + String.join(", ", groups.gone()) + ".");
        return house.sources().reselect(source, provider.withoutGroups(source.settings(), groups.gone()));
    }
}
