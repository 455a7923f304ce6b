import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";

/** What lies where in a server's own folder. */
export interface Folder {
  readonly path: string;
  /** The data, which has this name only once it is whole. */
  readonly data: string;
  /** The data while it is being made. */
  readonly unfinished: string;
  /** The superuser's password. */
  readonly password: string;
  /** The number of the process that started the server. */
  readonly owner: string;
}

/** Makes the folder when it is missing. Its paths are real ones, so that they can be found in command lines. */
export async function openFolder(directory: string): Promise<Folder> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = await realpath(directory);
  return {
    path,
    data: join(path, "data"),
    unfinished: join(path, "data.new"),
    password: join(path, "password"),
    owner: join(path, "owner"),
  };
}
