package dev.groundplan.run.web;

import dev.groundplan.page.Times;
import org.springframework.stereotype.Component;

/** What builds the parts of a run's page. */
@Component
record RunParts(
        RunHead head,
        ProgressBox progress,
        StepsBox steps,
        PlanPage plan,
        DecisionBox decision,
        ResultBox result,
        ValueRows values,
        LogWindow log,
        Times times) {}
