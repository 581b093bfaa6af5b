package dev.rollcall.console.identity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.directory.Activation;
import dev.rollcall.console.api.directory.Credential;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.api.directory.Guard;
import dev.rollcall.console.api.directory.Provider;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Lets an administrator act on a directory as a whole: change its settings, take it live, pause it, end it, and undo that. */
public final class LifePages {

    /**
     * What the settings show.
     *
     * @param etag of the directory
     * @param others the organisation's other directories
     * @param name as it was typed, or as it is
     * @param problem why a change was refused, or ""
     */
    public record View(
            String etag,
            List<Provider> providers,
            List<Credential> credentials,
            List<Activation> activations,
            List<Directory> others,
            Guard guard,
            String name,
            String problem) {}

    public Future<Outcome> settings(Visit visit) {
        return settings(visit, "", "");
    }

    private static Future<Outcome> settings(Visit visit, String typed, String problem) {
        Future<Answer<Directory>> directory = visit.api().get(visit.directory(), Directory.class);
        Future<Listed<Provider>> providers = visit.api().list("/providers", Provider.class);
        Future<Listed<Credential>> credentials = visit.api().list(visit.directory() + "/credentials", Credential.class);
        Future<Listed<Activation>> activations =
                visit.api().list(visit.directory() + "/activations?limit=20", Activation.class);
        Future<Listed<Directory>> others = visit.api().list(visit.org() + "/directories", Directory.class);
        Future<Answer<Guard>> guard = visit.api().get(visit.directory() + "/mass-change-guard", Guard.class);
        return Future.all(directory, providers, credentials, activations, others, guard)
                .map(all -> {
                    Directory found = directory.result().value();
                    return DirectoryPage.of(
                            found,
                            "settings",
                            "settings.jte",
                            new View(
                                    directory.result().etag(),
                                    providers.result().items(),
                                    credentials.result().items(),
                                    activations.result().items(),
                                    others.result().items().stream()
                                            .filter(one -> !one.id().equals(found.id()))
                                            .toList(),
                                    guard.result().value(),
                                    typed.isEmpty() ? found.name() : typed,
                                    problem));
                });
    }

    public Future<Outcome> change(Visit visit) {
        JsonObject wish = new JsonObject()
                .put("name", visit.value("name"))
                .put("provider", visit.value("provider"))
                .put("mode", visit.value("mode"));
        Write write = Write.of(HttpMethod.PATCH, visit.directory(), wish).ifMatch(visit.value("etag"));
        return visit.api()
                .carryOut(write, Directory.class)
                .<Outcome>map(
                        done -> new Outcome.Onward(visit.directoryPage() + "/settings", "The settings are saved."))
                .recover(failure -> failure instanceof ApiProblem problem && problem.status() == 400
                        ? settings(visit, visit.value("name"), problem.detail())
                        : Future.failedFuture(failure));
    }

    private static Proposal life(
            Visit visit, String verb, JsonObject body, String title, String sentence, String button, String done) {
        Write write = Write.of(HttpMethod.POST, visit.directory() + "/" + verb, body);
        String back = visit.directoryPage() + "/settings";
        return Proposal.of(Section.DIRECTORIES, title, sentence, button, write, back)
                .saying(done);
    }

    public Proposal startPreview(Visit visit) {
        return life(
                        visit,
                        "preview",
                        new JsonObject(),
                        "Start the preview",
                        "The provider may send from now on; nobody's membership, role or seat changes. Afterwards you"
                                + " see person by person what going live would do.",
                        "Start the preview",
                        "The preview runs.")
                .then(visit.directoryPage() + "/preview");
    }

    public Proposal activate(Visit visit) {
        return life(
                        visit,
                        "activate",
                        new JsonObject(),
                        "Go live",
                        "From now on members, roles and seats follow what the provider sends. This happens at once:",
                        "Go live now",
                        "The directory is live.")
                .then(visit.directoryPage() + "/setup");
    }

    public Proposal pause(Visit visit) {
        return life(
                visit,
                "pause",
                new JsonObject(),
                "Pause the directory",
                "What the provider sends is stored, and takes effect when you resume. Members stay as they are.",
                "Pause",
                "The directory is paused.");
    }

    public Proposal resume(Visit visit) {
        return life(
                visit,
                "resume",
                new JsonObject(),
                "Resume the directory",
                "What the provider has sent meanwhile takes effect now.",
                "Resume",
                "The directory is live again.");
    }

    public Proposal deactivate(Visit visit) {
        boolean keep = !visit.value("members").equals("suspend");
        return life(
                        visit,
                        "deactivate",
                        new JsonObject().put("members", keep ? "keep" : "suspend"),
                        "Deactivate the directory",
                        keep
                                ? "Its members stay as if you had invited them, and you manage them yourself."
                                : "Its members lose access and their seats are freed. Nothing else of theirs is"
                                        + " deleted.",
                        keep ? "Deactivate, keep the members" : "Deactivate, suspend the members",
                        "The directory is off.")
                .grave();
    }

    public Proposal undo(Visit visit) {
        return life(
                        visit,
                        "activations/" + Visit.encode(visit.path("activation")) + "/undo",
                        new JsonObject(),
                        "Undo the activation",
                        "People whom it added are removed and their seats are freed; people who were there before become what they"
                                + " were. An activation can be undone once.",
                        "Undo the activation",
                        "The activation is undone.")
                .grave();
    }

    public Proposal delete(Visit visit) {
        return Proposal.of(
                        Section.DIRECTORIES,
                        "Delete the draft",
                        "The directory is deleted with everything that was sent to it. No member changes, since a draft has none.",
                        "Delete the draft",
                        Write.of(HttpMethod.DELETE, visit.directory()),
                        visit.directoryPage() + "/settings")
                .grave()
                .withoutForecast()
                .then(visit.base() + "/directories")
                .saying("The draft is deleted.");
    }
}
