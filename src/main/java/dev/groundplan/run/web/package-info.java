/** Pages of runs, environments, approvals and the queue. */
@NullMarked
package dev.groundplan.run.web;

import org.jspecify.annotations.NullMarked;
