package dev.groundplan.run.web;

import static dev.groundplan.run.web.Samples.ago;

import dev.groundplan.page.Link;
import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tone;
import dev.groundplan.run.web.PreviewController.Page;
import dev.groundplan.run.web.RunView.Stage.State;
import java.util.List;
import java.util.Map;

/** Pages of runs in every state. */
final class RunSamples {

    private RunSamples() {}

    static void runs(Map<String, Page> pages) {
        run(
                pages,
                "run-waiting",
                new RunView(
                        Samples.head(
                                RunMarks.waitingFor("Platform"),
                                "Waits for a decision by an approver of Platform, since 14 min.",
                                true,
                                Samples.cancel()),
                        Samples.stages(State.DONE, State.CURRENT, State.AHEAD),
                        null,
                        null,
                        PlanSamples.plan(),
                        null,
                        PlanSamples.decision(true),
                        null,
                        Samples.values(),
                        Samples.events(),
                        Samples.log(true)));
        run(
                pages,
                "run-own",
                new RunView(
                        Samples.head(RunMarks.waitingFor("Platform"), null, true, Samples.cancel()),
                        Samples.stages(State.DONE, State.CURRENT, State.AHEAD),
                        null,
                        null,
                        PlanSamples.plan(),
                        null,
                        PlanSamples.decision(false),
                        null,
                        Samples.values(),
                        Samples.events(),
                        Samples.log(true)));
        run(
                pages,
                "run-500",
                new RunView(
                        Samples.head(RunMarks.waitingFor("Platform"), null, true, null),
                        Samples.stages(State.DONE, State.CURRENT, State.AHEAD),
                        null,
                        null,
                        PlanSamples.bigPlan(),
                        null,
                        PlanSamples.decision(true),
                        null,
                        List.of(),
                        Samples.events(),
                        Samples.log(true)));
        run(
                pages,
                "run-queued",
                new RunView(
                        Samples.head(
                                RunMarks.queued("2nd behind run 6"),
                                "Run 6 changes the same environment first.",
                                true,
                                Samples.cancel()),
                        Samples.stages(State.AHEAD, State.AHEAD, State.AHEAD),
                        null,
                        null,
                        null,
                        "There is a plan as soon as run 6 has ended.",
                        null,
                        null,
                        List.of(),
                        Samples.events(),
                        Samples.noLog()));
        run(
                pages,
                "run-applying",
                new RunView(
                        Samples.head(
                                RunMarks.applying(),
                                null,
                                true,
                                new RunView.Cancel(
                                        "/runs/7/cancellation",
                                        "Stop now",
                                        "The tool was asked to stop and is still finishing what it began. Stopping it now leaves the outcome unknown: somebody must then look at what exists.",
                                        true,
                                        true,
                                        "orders-db")),
                        Samples.stages(State.DONE, State.DONE, State.CURRENT),
                        new RunView.Progress(
                                "4 of 9 changes, 2 running",
                                4,
                                9,
                                ago(48),
                                ago(2 * 60),
                                List.of(
                                        new RunView.Running(
                                                "terraform_data.wave[4]", "creating", ago(12)),
                                        new RunView.Running(
                                                "terraform_data.wave[5]", "creating", ago(4)))),
                        null,
                        PlanSamples.plan(),
                        null,
                        PlanSamples.decided(),
                        null,
                        Samples.values(),
                        Samples.events(),
                        Samples.log(true)));
        run(
                pages,
                "run-failed",
                new RunView(
                        Samples.head(
                                RunMarks.failed("part-way, 3 of 5 made"),
                                "What was made stays. Continue plans only the rest.",
                                false,
                                null),
                        Samples.stages(State.DONE, State.DONE, State.FAILED),
                        null,
                        null,
                        PlanSamples.plan(),
                        null,
                        PlanSamples.decided(),
                        new ResultView(
                                StatusMark.of(Tone.BAD, "Failed"),
                                "Failed part-way",
                                "3 of 5 changes were made.",
                                "Error: local-exec provisioner error\n\n  with terraform_data.wave[4],\n  on main.tf line 12\n\nexit status 3: no space left on device",
                                "The worker's disk is full. Free some space, then continue.",
                                "/runs/7#L13",
                                "01J9-7",
                                List.of(),
                                List.of(
                                        new Link("Continue", "/runs/7/again"),
                                        new Link("Clean up", "/environments/1/destroy"),
                                        new Link("Open environment", "/environments/1"))),
                        Samples.values(),
                        Samples.events(),
                        Samples.log(false)));
        run(
                pages,
                "run-applied",
                new RunView(
                        Samples.head(RunMarks.applied("Changed"), null, false, null),
                        Samples.stages(State.DONE, State.DONE, State.DONE),
                        null,
                        null,
                        PlanSamples.plan(),
                        null,
                        PlanSamples.decided(),
                        new ResultView(
                                StatusMark.of(Tone.OK, "Changed"),
                                "Changed",
                                "5 of 5 changes were made.",
                                null,
                                null,
                                null,
                                null,
                                Samples.outputs(),
                                List.of(
                                        new Link("Open environment", "/environments/1"),
                                        new Link("Change again", "/environments/1/edit"))),
                        Samples.values(),
                        Samples.events(),
                        Samples.log(false)));
        pages.put(
                "run-log",
                new Page(
                        "runs/log",
                        model ->
                                model.addAttribute(
                                        "run",
                                        new RunView(
                                                Samples.head(
                                                        RunMarks.applied("Changed"),
                                                        null,
                                                        false,
                                                        null),
                                                List.of(),
                                                null,
                                                null,
                                                null,
                                                "",
                                                null,
                                                null,
                                                List.of(),
                                                List.of(),
                                                Samples.log(false)))));
    }

    private static void run(Map<String, Page> pages, String name, RunView run) {
        pages.put(name, new Page("runs/show", model -> model.addAttribute("run", run)));
    }
}
