declare module "pgpass" {
  /** Calls back with the password of the first line that fits; undefined without a file, or without such a line. */
  export default function pgpass(
    connection: {
      readonly host: string;
      readonly port: number;
      readonly database?: string | undefined;
      readonly user?: string | undefined;
    },
    callback: (password: string | undefined) => void,
  ): void;
}
