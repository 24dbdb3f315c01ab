/** Executes runs: prepares directories, calls the engines, keeps what they leave. */
@ApplicationModule(
        allowedDependencies = {
            "node",
            "page",
            "store",
            "identity",
            "engine",
            "engine :: process",
            "catalog",
            "credential",
            "environment",
            "run",
            "run :: *"
        })
@NullMarked
package dev.groundplan.worker;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
