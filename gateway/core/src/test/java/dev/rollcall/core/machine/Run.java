package dev.rollcall.core.machine;

import dev.rollcall.core.House;
import dev.rollcall.core.TestClock;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.read.member.AwaitingQueries;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays many stories side by side in one database: the first step of each, then the second of each, and so on, ten minutes apart
 * by the clock. After each round the facts of all
 * worlds whose story goes on are read at once.
 */
final class Run implements AutoCloseable {

    private static final Pattern WORLD = Pattern.compile("w(\\d+)[.-]");

    /** Steps under way: each has its turn at a connection long before the pool loses patience, on a busy machine too. */
    private static final int AT_ONCE = 32;

    private final TestClock clock = new TestClock();
    private final House house = new House(clock);
    private final FactsLoader loader = new FactsLoader(house.url());
    private final AwaitingQueries awaiting = new AwaitingQueries(house.reads());
    private final List<World> worlds = new ArrayList<>();
    private final List<List<Step>> stories = new ArrayList<>();
    private final Set<Integer> over = new HashSet<>();
    private final List<Failure> failures = new ArrayList<>();

    /**
     * A story that went wrong.
     *
     * @param step the number of the step after which it was seen, from 0
     */
    record Failure(int world, int step, List<String> broken) {}

    void add(int number, List<Step> story) {
        World world = new World(number, house.provisioning, house.directories(clock), clock);
        for (int org = 0; org < World.ORGS; org++) {
            world.orgs[org] = House.newId();
            for (int directory = 0; directory < World.DIRECTORIES; directory++) {
                world.directories[org][directory] = House.newId();
            }
        }
        worlds.add(world);
        stories.add(story);
    }

    private void found() {
        StringBuilder organizations = new StringBuilder();
        StringBuilder domains = new StringBuilder();
        StringBuilder directories = new StringBuilder();
        for (World world : worlds) {
            for (int org = 0; org < World.ORGS; org++) {
                organizations.append(String.format(
                        ",('%s','w%d-%d','Test','enterprise',50,1,%b,now())",
                        world.orgs[org], world.number, org, org == 1));
                domains.append(
                        String.format(",('%s','%s','attested','2000-01-01')", world.orgs[org], world.domain(org)));
                for (int directory = 0; directory < World.DIRECTORIES; directory++) {
                    directories.append(String.format(
                            ",('%s','%s','%s','custom','draft','member',now())",
                            world.orgs[org], world.directories[org][directory], directory == 0 ? "Okta" : "Entra"));
                }
            }
        }
        loader.write("DELETE FROM domain; DELETE FROM organization");
        loader.write("INSERT INTO organization (org_id, slug, name, plan, purchased_seats, enterprise_max_seats,"
                + " unverified_domains, created_at) VALUES " + organizations.substring(1));
        loader.write("INSERT INTO domain (org_id, name, proof, verified_at) VALUES " + domains.substring(1));
        loader.write(
                "INSERT INTO directory (org_id, directory_id, name, provider, state, default_role, created_at) VALUES "
                        + directories.substring(1));
    }

    /** Plays to the end, each story to its first failure; the answer is all of those. */
    List<Failure> play() {
        found();
        int rounds = stories.stream().mapToInt(List::size).max().orElse(0);
        accept(loader.load(worlds));
        for (int round = 0; round < rounds; round++) {
            play(round);
            clock.advance(Duration.ofMinutes(10));
        }
        return failures;
    }

    private void fail(int world, int round, List<String> broken) {
        if (!broken.isEmpty() && over.add(world)) {
            failures.add(new Failure(world, round, broken));
        }
    }

    private boolean plays(int world, int round) {
        return round < stories.get(world).size() && !over.contains(world);
    }

    private static void accept(Map<World, Facts> facts) {
        facts.forEach((world, its) -> world.accept(its));
    }

    private void play(int round) {
        Map<World, Integer> playing = new LinkedHashMap<>();
        for (int i = 0; i < worlds.size(); i++) {
            if (plays(i, round)) {
                playing.put(worlds.get(i), i);
            }
        }
        Map<World, Future<?>> played = new LinkedHashMap<>();
        List<World> all = List.copyOf(playing.keySet());
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<World> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            House.await(house.atOnce(() -> {
                List<Future<?>> steps = new ArrayList<>();
                for (World world : some) {
                    world.answers = null;
                    world.sent.clear();
                    Future<?> step =
                            stories.get(playing.get(world)).get(round).play().apply(world);
                    played.put(world, step);
                    steps.add(step);
                }
                return Future.join(steps).otherwiseEmpty();
            }));
        }
        Map<World, Facts> facts = loader.load(playing.keySet());
        playing.forEach((world, i) -> {
            Future<?> step = played.get(world);
            fail(
                    i,
                    round,
                    step.failed()
                            ? List.of("failed: " + step.cause())
                            : Laws.broken(world, stories.get(i).get(round), facts.get(world)));
        });
        Set<UUID> touched = background();
        List<World> changed = new ArrayList<>();
        for (World world : playing.keySet()) {
            if (touched.contains(world.orgs[0]) || touched.contains(world.orgs[1])) {
                changed.add(world);
            }
        }
        if (!changed.isEmpty()) {
            facts.putAll(loader.load(changed));
        }
        playing.forEach((world, i) -> {
            fail(i, round, Standings.wrong(facts.get(world)));
            fail(i, round, Sources.wrong(facts.get(world)));
        });
        for (String broken : loader.brokenInvariants()) {
            Matcher world = WORLD.matcher(broken);
            int number = world.find() ? Integer.parseInt(world.group(1)) : worlds.get(0).number;
            fail(number - worlds.get(0).number, round, List.of(broken));
        }
        accept(facts);
    }

    /**
     * What the gateway does in the background: addresses that other organisations gave up, and admins for a time. The answer is
     * the organisations in which it did.
     */
    private Set<UUID> background() {
        // Ends of recovery first: they give up addresses.
        Set<UUID> touched = new HashSet<>();
        List<Future<?>> ended = new ArrayList<>();
        loader.due(clock.instant()).forEach((org, members) -> {
            touched.add(org);
            members.forEach(member -> ended.add(byTheGateway(org, new OfMember.EndRecovery(member, true))));
        });
        House.await(Future.all(ended));
        List<Future<?>> released = new ArrayList<>();
        loader.conflictsDue(clock.instant()).forEach((org, due) -> {
            touched.add(org);
            due.forEach(conflict -> released.add(byTheGateway(org, conflict)));
        });
        House.await(Future.all(released));
        Map<UUID, List<DirectoryKey<UUID>>> freed = new LinkedHashMap<>();
        House.await(awaiting.next(null, Integer.MAX_VALUE))
                .candidates()
                .forEach(one -> freed.computeIfAbsent(one.orgId(), key -> new ArrayList<>())
                        .add(one.user()));
        List<Future<?>> looked = new ArrayList<>();
        freed.forEach((org, users) -> {
            touched.add(org);
            looked.add(byTheGateway(org, new RuleCommand.Reconsider(users)));
        });
        House.await(Future.all(looked));
        return touched;
    }

    private Future<?> byTheGateway(UUID org, RuleCommand command) {
        return house.provisioning.apply(new Actor(org, "the gateway", House.newId()), command);
    }

    @Override
    public void close() {
        loader.close();
        house.close();
    }
}
