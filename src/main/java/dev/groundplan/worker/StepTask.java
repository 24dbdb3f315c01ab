package dev.groundplan.worker;

import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.environment.Revision;

/**
 * One step as a run has to do it. A step that only exists in reality is destroyed from the version
 * that made it.
 *
 * @param position in the order of this run
 */
record StepTask(
        StepSpec spec, TemplateVersion template, Revision revision, Intent intent, int position) {
    String id() {
        return spec.id();
    }
}
