package dev.rollcall.server.cli.demo;

import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectoryTraffic;
import dev.rollcall.core.admin.directory.DirectoryTraffic.News;
import dev.rollcall.core.admin.directory.DirectoryTraffic.Seen;
import dev.rollcall.core.lane.LaneLimits;
import dev.rollcall.core.lane.LaneObserver;
import dev.rollcall.server.cli.kit.LocalState;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.server.node.Gateway;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.simulate.Roster;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the history that the demo organisation has when it is opened for the first time. In addition to the directories to play
 * with there are four more, each in a different state: one is being connected, one is a preview, one is live and holds people back,
 * and one has fallen silent.
 */
public final class DemoStory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoStory.class);

    /** How long ago the organisation was made. */
    static final int DAYS = 90;

    static final String HOLDING = "Warehouse and drivers";
    static final String SILENT = "Lyon office";
    static final String PREVIEW = "Sales teams";
    static final String BEGUN = "Intranet";
    private static final Set<String> NAMES = Set.of(HOLDING, SILENT, PREVIEW, BEGUN);

    private static final int SILENT_SINCE = 13;
    private static final int KNOWN = 2;
    private static final int LONGEST_STEP_MILLIS = 10_000;

    private final Gateway gateway;
    private final Calendar calendar = new Calendar(DAYS);
    private final Provisioning past;
    private volatile boolean isBrokenOff;
    private Optional<Thread> teller = Optional.empty();

    /** Of a node that serves. */
    public DemoStory(Gateway gateway) {
        this.gateway = gateway;
        this.past = new Provisioning(gateway.vertx(), writes(), LaneLimits.DEFAULT, calendar, LaneObserver.NONE);
    }

    private Pool writes() {
        return gateway.parts().database().writes();
    }

    /** The organisation as it was made then. */
    public DemoOrganisation make() {
        return DemoOrganisation.ensure(writes(), calendar, past, Adapters.demo())
                .await();
    }

    /** Whether a directory is of the story, and not one to play with. */
    public static boolean has(Directory directory) {
        return NAMES.contains(directory.name());
    }

    /**
     * Plays the rest while the gateway serves already: nobody waits for it.
     *
     * @param present what happens next when the past is over
     * @param end what is done when nothing more will happen, but not when it is broken off
     */
    public void begin(DemoOrganisation demo, LocalState state, Runnable present, Runnable end) {
        Thread thread = new Thread(() -> tell(demo, state, present, end), "demo");
        thread.setDaemon(true);
        thread.start();
        teller = Optional.of(thread);
    }

    private void tell(DemoOrganisation demo, LocalState state, Runnable present, Runnable end) {
        try {
            play(demo, state, present);
            end.run();
        } catch (Exception e) {
            if (!isBrokenOff) {
                end.run();
                LOG.atWarn().addKeyValue("cause", String.valueOf(e)).log("the demo has less to show than it should");
            }
        }
    }

    /** Providers that are not played with, in the order in which they are offered. */
    private static Optional<Adapter> other(int place) {
        List<String> played =
                Adapters.demo().stream().map(one -> one.provider()).toList();
        return Adapters.all().stream()
                .filter(adapter -> adapter.simulator().isPresent() && !played.contains(adapter.provider()))
                .skip(place)
                .findFirst();
    }

    private void play(DemoOrganisation demo, LocalState state, Runnable present) {
        UUID organisation = demo.organisation().id();
        List<Directory> playedWith = demo.directories();
        Chapters chapters = new Chapters(writes(), organisation, new Past(past), calendar);
        Directory first = playedWith.get(0);
        chapters.first(first);
        Optional<Chapters.Branch> holding = other(0).map(chapters::holding);
        Optional<Chapters.Branch> silent = other(3).map(chapters::silent);
        Optional<Chapters.Branch> preview = other(2).map(adapter -> chapters.preview(
                adapter, Roster.of(Today.PREVIEW, adapter.provider()).people().subList(KNOWN, 2 * KNOWN)));
        chapters.play();
        present.run();
        heard(first, calendar.ago(0));
        silent.ifPresent(branch -> heard(branch.directory(), calendar.ago(SILENT_SINCE)));

        Today today = new Today(gateway.parts(), state.url(), organisation);
        holding.ifPresent(today::losesItsGroup);
        Adapters.demo().stream()
                .skip(1)
                .findFirst()
                .flatMap(one -> Adapters.of(one.provider()))
                .ifPresent(adapter ->
                        today.lives(adapter, state.directory(adapter.provider()).orElseThrow()));
        preview.ifPresent(branch -> today.previews(other(2).orElseThrow(), branch.directory()));
        other(1).ifPresent(today::begins);
    }

    /** As if requests had come until then. */
    private void heard(Directory directory, Instant last) {
        Instant first = calendar.ago(DAYS - 2);
        new DirectoryTraffic(writes())
                .tell(List.of(new News(directory.id(), true, new Seen(first, last, last, last, 0, null, null))))
                .await();
    }

    /** Waits until it is told. */
    void join() throws InterruptedException {
        teller.orElseThrow().join();
    }

    /** Breaks it off. */
    @Override
    public void close() {
        isBrokenOff = true;
        teller.ifPresent(thread -> {
            thread.interrupt();
            try {
                thread.join(LONGEST_STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
