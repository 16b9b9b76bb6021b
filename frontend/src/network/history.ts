// What can be taken back, newest first.

const longest = 50;

export class History {
  private steps: (() => void)[] = [];

  remember(undo: () => void): void {
    this.steps.push(undo);
    if (this.steps.length > longest) this.steps.shift();
  }

  undo(): boolean {
    const step = this.steps.pop();
    step?.();
    return step !== undefined;
  }
}
