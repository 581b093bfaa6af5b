package dev.rollcall.server.cli.local;

import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.server.auth.session.SignInLinks;
import dev.rollcall.server.cli.kit.LocalState;
import dev.rollcall.server.cli.kit.LocalState.LocalDirectory;
import java.io.PrintWriter;

/** Prints the block with which {@code up} says that everything is running, with all that its user needs next. */
final class Welcome {

    private final PrintWriter out;

    Welcome(PrintWriter out) {
        this.out = out;
    }

    /**
     * Prints it.
     *
     * @param code a fresh sign-in code of the console
     * @param data where the data is
     */
    void print(LocalState state, DemoOrganisation demo, String code, String data) {
        out.println();
        out.println("Rollcall is up. Organisation: " + demo.organisation().name() + " ("
                + demo.organisation().slug() + ")");
        out.println();
        line("Console", state.url() + "/console/sign-in#" + code);
        line("", "works once, within " + SignInLinks.VALID.toMinutes() + " minutes; for another: ./rollcall sign-in");
        for (LocalDirectory directory : state.directories()) {
            out.println();
            line(directory.name(), directory.url());
            line("  credential", directory.credential());
        }
        out.println();
        line("Health", state.managementUrl() + "/health/ready");
        line("Metrics", state.managementUrl() + "/metrics");
        line("Data", data);
        out.println();
        out.println("Next, in another terminal:");
        out.println("  ./rollcall simulate " + demo.directories().get(0).provider() + " --users 1000 --groups 20");
        out.println("  ./rollcall members");
        out.println();
        out.println("Ctrl-C stops it; the data stays.");
        out.println();
        out.flush();
    }

    private void line(String name, String value) {
        out.printf("  %-20s%s%n", name, value);
    }
}
