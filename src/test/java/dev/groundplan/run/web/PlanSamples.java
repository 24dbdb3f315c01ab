package dev.groundplan.run.web;

import static dev.groundplan.run.web.Samples.ago;

import dev.groundplan.engine.ChangeAction;
import dev.groundplan.page.Chip;
import dev.groundplan.page.Pager;
import dev.groundplan.page.StatusMark;
import dev.groundplan.page.TextDiff;
import dev.groundplan.page.Tone;
import dev.groundplan.page.ValueView;
import java.util.ArrayList;
import java.util.List;

/** Sample plans and decisions. */
final class PlanSamples {

    private PlanSamples() {}

    static List<ChangeView> changes() {
        var forced =
                new ChangeView.Row(
                        "engine",
                        ValueView.of("postgres 15"),
                        ValueView.of("postgres 16"),
                        true,
                        List.of());
        var later =
                new ChangeView.Row(
                        "id", ValueView.of("5f0c2b1e-77aa"), ValueView.later(), false, List.of());
        var secret =
                new ChangeView.Row(
                        "password",
                        ValueView.masked("secret"),
                        ValueView.masked("secret, changed"),
                        false,
                        List.of());
        var text =
                new ChangeView.Row(
                        "settings",
                        ValueView.none(),
                        ValueView.none(),
                        false,
                        TextDiff.between(
                                "max_connections = 100\nshared_buffers = 128MB\nwork_mem = 4MB\nlog = on\n",
                                "max_connections = 200\nshared_buffers = 512MB\nwork_mem = 4MB\nlog = on\n"));
        var size =
                new ChangeView.Row(
                        "size", ValueView.of("small"), ValueView.of("large"), false, List.of());
        var tags =
                new ChangeView.Row(
                        "tags",
                        ValueView.of("{\n  \"team\": \"shop\"\n}"),
                        ValueView.of("{\n  \"team\": \"shop\",\n  \"cost\": \"4711\"\n}"),
                        false,
                        List.of());
        return List.of(
                new ChangeView(
                        "change-1",
                        ActionView.of(ChangeAction.DELETE),
                        "database",
                        "terraform_data.old_replica",
                        "terraform_data",
                        null,
                        List.of("It is no longer in the template."),
                        List.of(
                                new ChangeView.Row(
                                        "input",
                                        ValueView.of("replica-1"),
                                        ValueView.none(),
                                        false,
                                        List.of())),
                        2,
                        List.of(),
                        false),
                new ChangeView(
                        "change-2",
                        ActionView.of(ChangeAction.REPLACE),
                        "database",
                        "module.db[\"orders\"].terraform_data.database",
                        "terraform_data",
                        null,
                        List.of(
                                "Destroyed first, then created again: it is away in between.",
                                "Replaced because engine changes."),
                        List.of(forced, later, secret),
                        4,
                        List.of(),
                        true),
                new ChangeView(
                        "change-3",
                        ActionView.of(ChangeAction.UPDATE),
                        "database",
                        "terraform_data.settings",
                        "terraform_data",
                        null,
                        List.of(),
                        List.of(size, text, tags),
                        1,
                        List.of(),
                        true),
                new ChangeView(
                        "change-4",
                        ActionView.of(ChangeAction.CREATE),
                        "database",
                        "terraform_data.backup",
                        "terraform_data",
                        null,
                        List.of(),
                        List.of(
                                new ChangeView.Row(
                                        "schedule",
                                        ValueView.none(),
                                        ValueView.of("nightly"),
                                        false,
                                        List.of()),
                                new ChangeView.Row(
                                        "id",
                                        ValueView.none(),
                                        ValueView.later(),
                                        false,
                                        List.of())),
                        0,
                        List.of(),
                        false),
                new ChangeView(
                        "change-5",
                        ActionView.of(ChangeAction.NO_OP),
                        "database",
                        "terraform_data.network",
                        "terraform_data",
                        null,
                        List.of(),
                        List.of(),
                        3,
                        List.of(),
                        false));
    }

    static PlanView plan() {
        List<ChangeView> c = changes();
        return new PlanView(
                "Part 1 of 2",
                "1 destroy, 1 replace, 1 change, 1 create; 1 output changes.",
                true,
                "Exact plan",
                "What you approve is what runs; if anything moves in between, nothing runs.",
                List.of(
                        new PlanView.Warning(
                                Tone.BAD,
                                "Destroys 1 and replaces 1",
                                "module.db[\"orders\"].terraform_data.database is destroyed first and created again. What it holds is lost unless there is a backup.")),
                List.of(
                        new PlanView.Check(true, "Two servers at least in production", null),
                        new PlanView.Check(
                                false,
                                "Backups are kept",
                                "Retention is 0 days, expected at least 7.")),
                filter(null),
                groups(c),
                List.of(drifted(c.get(2))),
                List.of(
                        new PlanView.OutputChange(
                                "url",
                                ActionView.of(ChangeAction.UPDATE),
                                ValueView.of("postgres://orders-db:5432"),
                                ValueView.later())),
                List.of(
                        new PlanView.Later(
                                "baseline", "Ansible", "Needs the addresses from part 1.")),
                new PlanView.Evidence(
                        List.of(
                                new PlanView.Evidence.Item("Plan digest", Samples.DIGEST, true),
                                new PlanView.Evidence.Item("Template digest", Samples.DIGEST, true),
                                new PlanView.Evidence.Item(
                                        "Recorded state", "serial 6, lineage 1a2b3c", false),
                                new PlanView.Evidence.Item("Tool", "Terraform 1.11.4", false))),
                false);
    }

    private static ChangeView drifted(ChangeView c) {
        return new ChangeView(
                "drift-1",
                c.action(),
                c.step(),
                c.address(),
                c.type(),
                c.where(),
                c.notes(),
                c.rows(),
                c.unchanged(),
                c.diff(),
                false);
    }

    static PlanView.Filter filter(Pager pager) {
        return new PlanView.Filter(
                "/runs/7",
                "",
                null,
                List.of(
                        new Chip("Destroy", "/runs/7?action=delete", false, "1"),
                        new Chip("Replace", "/runs/7?action=replace", true, "1"),
                        new Chip("Change", "/runs/7?action=update", false, "1"),
                        new Chip("Create", "/runs/7?action=create", false, "1")),
                "5 changes",
                null,
                pager);
    }

    static List<PlanView.Group> groups(List<ChangeView> c) {
        return List.of(
                new PlanView.Group(
                        "group-delete",
                        "Destroy",
                        ActionView.of(ChangeAction.DELETE),
                        1,
                        false,
                        c.subList(0, 1)),
                new PlanView.Group(
                        "group-replace",
                        "Replace",
                        ActionView.of(ChangeAction.REPLACE),
                        1,
                        false,
                        c.subList(1, 2)),
                new PlanView.Group(
                        "group-update",
                        "Change",
                        ActionView.of(ChangeAction.UPDATE),
                        1,
                        false,
                        c.subList(2, 3)),
                new PlanView.Group(
                        "group-create",
                        "Create",
                        ActionView.of(ChangeAction.CREATE),
                        1,
                        false,
                        c.subList(3, 4)),
                new PlanView.Group(
                        "group-noop",
                        "No change",
                        ActionView.of(ChangeAction.NO_OP),
                        1,
                        true,
                        c.subList(4, 5)));
    }

    /** 500 changes: one page of 100. */
    static PlanView bigPlan() {
        List<ChangeView> many = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            many.add(
                    new ChangeView(
                            "change-" + i,
                            ActionView.of(ChangeAction.CREATE),
                            "services",
                            "terraform_data.service[" + i + "]",
                            "terraform_data",
                            null,
                            List.of(),
                            List.of(
                                    new ChangeView.Row(
                                            "input.name",
                                            ValueView.none(),
                                            ValueView.of("service-" + i),
                                            false,
                                            List.of()),
                                    new ChangeView.Row(
                                            "id",
                                            ValueView.none(),
                                            ValueView.later(),
                                            false,
                                            List.of())),
                            0,
                            List.of(),
                            false));
        }
        PlanView p = plan();
        return new PlanView(
                null,
                "500 create.",
                true,
                p.guaranteeLabel(),
                p.guaranteeSentence(),
                List.of(),
                List.of(),
                new PlanView.Filter(
                        "/runs/7",
                        "",
                        null,
                        List.of(new Chip("Create", "/runs/7?action=create", false, "500")),
                        "100 of 500 changes",
                        null,
                        new Pager("Changes 1 to 100", null, "/runs/7?after=100")),
                List.of(
                        new PlanView.Group(
                                "group-create",
                                "Create",
                                ActionView.of(ChangeAction.CREATE),
                                500,
                                false,
                                many)),
                List.of(),
                List.of(),
                List.of(),
                p.evidence(),
                false);
    }

    static DecisionView decision(boolean canDecide) {
        return new DecisionView(
                true,
                canDecide,
                canDecide
                        ? null
                        : "You asked for this run, so another approver of Platform must decide. It has waited for 14 min.",
                "1 approval by Platform",
                "1 destroy, 1 replace, 1 change, 1 create",
                "You approve exactly this plan; if anything moves, nothing runs.",
                "/runs/7/approval",
                Samples.DIGEST,
                "Approve and apply",
                "orders-db",
                !canDecide,
                "",
                null,
                List.of());
    }

    static DecisionView decided() {
        return new DecisionView(
                false,
                false,
                null,
                "1 approval by Platform",
                "",
                "",
                "/runs/7/approval",
                Samples.DIGEST,
                "Approve and apply",
                null,
                false,
                "",
                null,
                List.of(
                        new DecisionView.Made(
                                StatusMark.of(Tone.OK, "Approved"),
                                "Ada Byron",
                                "Backup is there; go ahead before noon.",
                                ago(300))));
    }
}
