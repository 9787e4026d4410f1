import { spawnSync } from "node:child_process";
import { beforeEach } from "vitest";

/** What the scripts of workflows find on a runner of GitHub, with options that only GNU's commands have. */
const COMMANDS = "git --version && head --bytes=1 /dev/null && iconv --version && cut --version";

const lacksCommands = spawnSync("bash", ["-e", "-c", COMMANDS]).status !== 0;

beforeEach(({ skip }) => skip(lacksCommands, "bash, git, iconv or GNU's commands are missing"));
